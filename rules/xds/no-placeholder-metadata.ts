import type { Submission } from '../../src/artifacts/submission.ts'
import type { Located } from '../../src/engine/location.ts'
import { defineRule, each, notApplicable, optional } from '../../src/engine/rule.ts'
import { parseCx, parseCxi } from '../../src/identifiers/index.ts'
import { distinct, isRequest } from '../shared/metadata.ts'

/** Arcs of examples: 1.2.3 of documentations, and the one that the editor kit of the DMP takes its OIDs from. */
const EXAMPLE_ARCS = ['1.2.3', '1.2.250.1.999']
/** sourceId written in the editor kit. */
const KIT_SOURCE = '1.2.250.1.999.1.1.7898'
/** Titles and comments left from templates. */
const TEMPLATE_TEXTS: ReadonlySet<string> = new Set(['submissionset title', 'submissionset comments', 'cda'])

interface Item {
  readonly metadata: string
  readonly value: Located<string>
}

export default defineRule({
  id: 'XDS-037',
  name: 'no-placeholder-metadata',
  level: 'warning',
  priority: 2,
  requirements: ['EX_2.1-2035'],
  evidence: 'measured',
  inputs: { submission: each('submission'), site: optional('site') },
  messages: {
    oid: {
      en: "The {metadata} '{oid}' is from an arc of examples: it identifies nothing outside a documentation.",
      fr: 'Le {metadata} « {oid} » vient d’un arc d’exemples : il n’identifie rien hors d’une documentation.',
    },
    kitSource: {
      en: "The sourceId '{oid}' is the constant of the editor kit, the same for everybody who copied it.",
      fr: 'Le sourceId « {oid} » est la constante du kit éditeur, la même chez tous ceux qui l’ont copiée.',
    },
    text: {
      en: "The {metadata} '{text}' is the text of a template, shown as it is to patient and professionals.",
      fr: 'Le {metadata} « {text} » est le texte d’un gabarit, montré tel quel au patient et aux professionnels.',
    },
  },
  docs: {
    en: {
      title: 'No identifier, title or comment is left over from an example.',
      why: 'Code copied from the editor kit or from a reference DRIMbox brings its constants along: OIDs under 1.2.3 or 1.2.250.1.999, the title "submissionset title", the document title "CDA". All were met in messages. Two sites then share identifiers that must be unique (EX_2.1-2035 has fixed data checked), and the patient reads the texts.',
      fix: 'Use OIDs under an arc of your own, and the title of the document.',
    },
    fr: {
      title: 'Aucun identifiant, titre ou commentaire n’est resté d’un exemple.',
      why: 'Du code copié du kit éditeur ou d’une DRIMbox de référence apporte ses constantes : OID sous 1.2.3 ou 1.2.250.1.999, titre « submissionset title », titre de document « CDA ». Tous ont été rencontrés dans des messages. Deux sites partagent alors des identifiants qui doivent être uniques (EX_2.1-2035 fait contrôler les données fixes), et le patient lit ces textes.',
      fix: 'Employer des OID sous un arc à soi, et le titre du document.',
    },
  },
  *check({ submission, site }) {
    if (!isRequest(submission) || site?.environment?.value === 'test') return notApplicable
    for (const { metadata, value, related } of distinct(oidsOf(submission).filter(isExample))) {
      const oid = value.value
      if (metadata === 'sourceId' && oid === KIT_SOURCE)
        yield { message: 'kitSource', at: value.at, data: { oid }, actual: oid, related }
      else yield { message: 'oid', at: value.at, data: { metadata, oid }, actual: oid, related }
    }
    for (const { metadata, value, related } of distinct(textsOf(submission).filter(isTemplate)))
      yield { message: 'text', at: value.at, data: { metadata, text: value }, actual: value, related }
  },
})

const isExample = ({ value: { value } }: Item): boolean =>
  EXAMPLE_ARCS.includes(value) || EXAMPLE_ARCS.some(arc => value.startsWith(`${arc}.`))

const isTemplate = ({ value: { value } }: Item): boolean => TEMPLATE_TEXTS.has(value.trim().toLowerCase())

function oidsOf({ submissionSets, entries }: Submission): Item[] {
  const items: Item[] = []
  const add = (metadata: string, value: Located<string> | undefined, oid = value?.value): void => {
    if (value && oid) items.push({ metadata, value: { value: oid, at: value.at } })
  }
  for (const { uniqueId, sourceId } of submissionSets) {
    add('uniqueId', uniqueId)
    add('sourceId', sourceId)
  }
  for (const { uniqueId, sourcePatientId, referenceIds } of entries) {
    add('uniqueId', uniqueId)
    if (sourcePatientId)
      add('sourcePatientId', sourcePatientId, parseCx(sourcePatientId.value).authority.universalId.value)
    for (const reference of referenceIds) {
      const { id, authority } = parseCxi(reference.value)
      add('referenceIdList', reference, id.value)
      add('referenceIdList', reference, authority.universalId.value)
    }
  }
  return items
}

const textsOf = ({ submissionSets, entries }: Submission): Item[] =>
  [...submissionSets, ...entries].flatMap(({ name, description }) => [
    ...(name ? [{ metadata: 'title', value: name }] : []),
    ...(description ? [{ metadata: 'comments', value: description }] : []),
  ])
