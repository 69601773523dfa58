import type { EnvironmentSign } from '../../src/artifacts/certificate.ts'
import { defineRule, each, notApplicable, type Text } from '../../src/engine/rule.ts'

const MARKS: Readonly<Record<EnvironmentSign['sign'], Text>> = {
  'issuer-cn': { en: 'the CN of the issuer', fr: "le CN de l'émetteur" },
  'issuer-ou': { en: 'the OU of the issuer', fr: "l'OU de l'émetteur" },
  'authority-key': { en: 'the authorityKeyIdentifier', fr: "l'authorityKeyIdentifier" },
  url: { en: 'an address of the IGC-Santé', fr: "une adresse de l'IGC-Santé" },
  category: { en: 'the product category (1.2.250.1.71.1.2.5)', fr: 'la catégorie de produit (1.2.250.1.71.1.2.5)' },
}

const WORDS = { production: { en: 'production', fr: 'production' }, test: { en: 'TEST', fr: 'TEST' } } as const

export default defineRule({
  id: 'CERT-027',
  name: 'environment-marks-agree',
  level: 'warning',
  priority: 1,
  requirements: ['G-05'],
  evidence: 'measured',
  inputs: { certificate: each('certificate') },
  messages: {
    differs: {
      en: 'In this {most} certificate, {mark} says {said}.',
      fr: 'Dans ce certificat de {most}, {mark} dit {said}.',
    },
  },
  docs: {
    en: {
      title: 'All marks of a certificate say the same environment, production or TEST.',
      why: 'The guide of December 2025 (G-05) separates the two authorities. Published certificates tell theirs by issuer, key identifier, addresses and product category; marks that contradict one another point to a forged or wrongly made certificate, which the other environment refuses.',
      fix: 'Draw the certificate again from the platform of the right environment.',
    },
    fr: {
      title: "Toutes les marques d'un certificat disent le même environnement, production ou TEST.",
      why: "Le guide de décembre 2025 (G-05) sépare les deux autorités. Les certificats publiés disent la leur par l'émetteur, l'identifiant de clé, les adresses et la catégorie de produit ; des marques contraires signalent un certificat forgé ou mal fait, que l'autre environnement refuse.",
      fix: 'Commander à nouveau le certificat sur la plateforme du bon environnement.',
    },
  },
  *check({ certificate }) {
    const signs = certificate.environmentSigns
    if (certificate.isCa || signs.length === 0) return notApplicable
    const test = signs.filter(({ says }) => says === 'test').length
    const even = test * 2 === signs.length
    const most = even ? (signs[0] as EnvironmentSign).says : test * 2 > signs.length ? 'test' : 'production'
    for (const { sign, at, says } of signs)
      if (says !== most)
        yield { message: 'differs', at, data: { most: WORDS[most], mark: MARKS[sign], said: WORDS[says] } }
  },
})
