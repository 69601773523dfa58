import type { Submission } from '../../src/artifacts/submission.ts'
import type { Located } from '../../src/engine/location.ts'
import type { Text } from '../../src/engine/rule.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { parseCodedSpecialty, parseCx, parseCxi, parseXcn, parseXon } from '../../src/identifiers/index.ts'
import { type Dirt, dirtOf, type Hl7Type } from '../shared/hl7-values.ts'
import { distinct, isFilled, isRequest } from '../shared/metadata.ts'

const DIRT: Readonly<Record<Dirt, Text>> = {
  'leading-white-space': { en: 'white space before it', fr: 'des blancs devant elle' },
  'trailing-white-space': { en: 'white space behind it', fr: 'des blancs derrière elle' },
  'trailing-semicolon': { en: 'a semicolon behind it', fr: 'un point-virgule derrière elle' },
  'double-escaped': {
    en: 'an &amp; that was escaped twice',
    fr: 'un &amp; échappé deux fois',
  },
  'stray-quote': { en: 'a quote before a separator', fr: 'un guillemet devant un séparateur' },
  'trailing-separators': { en: 'empty components beyond its type', fr: 'des composants vides au-delà de son type' },
}

const PARSERS = { XCN: parseXcn, XON: parseXon, CX: parseCx, CXi: parseCxi, specialty: parseCodedSpecialty } as const

export default defineRule({
  id: 'XDS-020',
  name: 'hl7-values-clean',
  level: 'error',
  priority: 2,
  requirements: ['ITI-TF-3-4.2.3.1', 'HL7V2-DATATYPES'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    dirty: {
      en: 'The value of {metadata} has {dirt}.',
      fr: 'La valeur de {metadata} a {dirt}.',
    },
  },
  docs: {
    en: {
      title: 'HL7 values carry no stray characters.',
      why: 'Persons, structures and identifiers are HL7 v2.5 texts inside XML (IHE ITI TF-3, 4.2.3.1): every character counts. A stylesheet that circulates ends values with a semicolon and writes a quote before &ISO; an & escaped twice makes another authority.',
      fix: 'Write the value without white space, quote or semicolon around it, and escape & once, when the XML is serialised.',
    },
    fr: {
      title: 'Les valeurs HL7 ne portent pas de caractères parasites.',
      why: 'Les personnes, les structures et les identifiants sont des textes HL7 v2.5 dans du XML (IHE ITI TF-3, 4.2.3.1) : chaque caractère compte. Une feuille de style en circulation termine les valeurs par un point-virgule et écrit un guillemet devant &ISO ; un & échappé deux fois donne une autre autorité.',
      fix: 'Écrire la valeur sans blanc, guillemet ni point-virgule autour, et échapper & une seule fois, à la sérialisation du XML.',
    },
  },
  *check({ submission }) {
    if (!isRequest(submission)) return notApplicable
    for (const { value, metadata, type, related } of distinct(hl7Values(submission)))
      for (const dirt of dirtOf(PARSERS[type](value.value), type))
        yield { message: 'dirty', at: value.at, data: { metadata, dirt: DIRT[dirt] }, actual: value, related }
  },
})

interface Hl7Value {
  readonly metadata: string
  readonly type: Hl7Type
  readonly value: Located<string>
}

function hl7Values(submission: Submission): readonly Hl7Value[] {
  const values: Hl7Value[] = []
  const add = (metadata: string, type: Hl7Type, ...found: readonly (Located<string> | undefined)[]): void => {
    for (const value of found) if (value && isFilled(value)) values.push({ metadata, type, value })
  }
  for (const object of [...submission.submissionSets, ...submission.entries]) {
    add('patientId', 'CX', object.patientId)
    for (const author of object.authors) {
      add('authorPerson', 'XCN', ...author.persons)
      add('authorInstitution', 'XON', ...author.institutions)
      add('authorSpecialty', 'specialty', ...author.specialties)
    }
  }
  for (const entry of submission.entries) {
    add('legalAuthenticator', 'XCN', ...entry.legalAuthenticators)
    add('sourcePatientId', 'CX', entry.sourcePatientId)
    add('referenceIdList', 'CXi', ...entry.referenceIds)
  }
  return values
}
