import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { normaliseStructureId, parseStructureId } from '../../src/identifiers/index.ts'

export default defineRule({
  id: 'SITE-029',
  name: 'finess-mode-is-not-ej',
  level: 'warning',
  priority: 2,
  requirements: ['FAQ-01'],
  evidence: 'official',
  inputs: { site: each('site') },
  messages: {
    ej: {
      en: 'The site feeds in the pure EJ mode, which is strongly discouraged and will be switched off.',
      fr: 'Le site alimente en mode EJ pur, qui est fortement déconseillé et sera désactivé.',
    },
  },
  docs: {
    en: {
      title: 'An establishment does not feed in the pure EJ mode.',
      why: 'The FAQ of the ANS (FAQ-01) lets establishments work in mode EJ/EG: certificate on the FINESS juridique, geographic FINESS in the submission, one or the other in the token. The pure EJ mode, without geographic FINESS, is strongly discouraged and will be disabled in time.',
      fix: 'Name the geographic FINESS in the submissions, then say finessMode: ej-eg under dmp in dmplint.yaml.',
    },
    fr: {
      title: "Un établissement n'alimente pas en mode EJ pur.",
      why: "La FAQ de l'ANS (FAQ-01) permet aux établissements de fonctionner en mode EJ/EG : certificat sur le FINESS juridique, FINESS géographique dans le lot, l'un ou l'autre dans le jeton. Le mode EJ pur, sans FINESS géographique, est fortement déconseillé et sera à terme désactivé.",
      fix: 'Désigner le FINESS géographique dans les lots, puis dire finessMode: ej-eg sous dmp dans dmplint.yaml.',
    },
  },
  *check({ site }) {
    const mode = site.dmp?.finessMode
    const isFiness = (id: string) => parseStructureId(normaliseStructureId(id)).kind === 'finess'
    if (!site.structures.some(({ id }) => isFiness(id.value))) return notApplicable
    if (mode?.value === 'ej') yield { message: 'ej', at: mode.at, expected: 'ej-eg', actual: mode }
  },
})
