import type { CdaPatient } from '../../src/artifacts/cda.ts'
import { HL7 } from '../../src/artifacts/namespaces.ts'
import type { DocumentEntry } from '../../src/artifacts/submission.ts'
import type { Location } from '../../src/engine/location.ts'
import { defineRule, each, notApplicable, one, type Text } from '../../src/engine/rule.ts'
import { type Cx, parseCx } from '../../src/identifiers/index.ts'
import { entryOf } from '../shared/entry-of-document.ts'
import { isFilled } from '../shared/metadata.ts'
import { patientInfoOf } from '../shared/patient-info.ts'
import { INS_AUTHORITIES } from '../shared/people.ts'
import { isName } from '../shared/same-person.ts'

export default defineRule({
  id: 'DOC-016',
  name: 'entry-patient-is-cda-patient',
  level: 'error',
  priority: 1,
  requirements: ['CISIS-HL7V2-MAPPING-XDS', 'CISIS-STRUCMIN-3.5.5.12', 'RG_3010'],
  evidence: 'official',
  inputs: { document: each('document'), submission: one('submission') },
  messages: {
    patientId: {
      en: 'The patientId of the entry is not the first identifier of the patient in the document.',
      fr: 'Le patientId de la fiche n’est pas le premier identifiant du patient dans le document.',
    },
    sourcePatientId: {
      en: 'The sourcePatientId of the entry is neither its patientId nor an identifier of the patient in the document.',
      fr: 'Le sourcePatientId de la fiche n’est ni son patientId ni un identifiant du patient dans le document.',
    },
    trait: {
      en: 'The {trait} of sourcePatientInfo differs from what the document says.',
      fr: '{trait} de sourcePatientInfo diffère de ce que dit le document.',
    },
  },
  docs: {
    en: {
      title: 'The patient of the metadata is the patient of the CDA.',
      why: 'A document filed under the metadata of somebody else shows one patient the results of another (RG_3010, CI-SIS mapping of the XDS metadata).',
      fix: 'Make patientId from the first patientRole/id, sourcePatientId from the local identifier, and sourcePatientInfo from the traits of the document that is sent.',
    },
    fr: {
      title: 'Le patient des métadonnées est celui du CDA.',
      why: 'Un document rangé sous les métadonnées d’un autre montre à un patient les résultats d’un autre (RG_3010, correspondance CI-SIS des métadonnées XDS).',
      fix: 'Tirer patientId du premier patientRole/id, sourcePatientId de l’identifiant local, et sourcePatientInfo des traits du document envoyé.',
    },
  },
  *check({ document, submission }) {
    const entry = entryOf(document, submission)
    if (!entry) return notApplicable
    const { patient } = document
    const [first] = patient.ids
    const patientId = entry.patientId && isFilled(entry.patientId) ? entry.patientId : undefined
    const related = (at: Location | undefined) =>
      at ? [{ at, text: { en: 'the patient of the document', fr: 'le patient du document' } }] : []
    // Where the INS is not the first identifier, DOC-011 tells the order.
    const candidates = INS_AUTHORITIES.includes(first?.root?.value ?? '') ? patient.ids.slice(0, 1) : patient.ids
    if (patientId && first?.extension && !candidates.some(id => isSame(parseCx(patientId.value), id)))
      yield { message: 'patientId', at: patientId.at, related: related(first.element.at) }

    const local = entry.sourcePatientId
    if (local && isFilled(local) && patient.ids.length > 0) {
      const cx = parseCx(local.value)
      const among = patient.ids.some(id => isSame(cx, id))
      if (!among && !(patientId && sameNumber(cx, parseCx(patientId.value))))
        yield { message: 'sourcePatientId', at: local.at, related: related(patient.element?.at) }
    }
    for (const { trait, at, inDocument } of differingTraits(entry, patient))
      yield { message: 'trait', at, data: { trait }, related: related(inDocument) }
  },
})

/** The same identifier under the same authority; an authority that one side lacks does not tell them apart. */
function isSame(cx: Cx, { root, extension }: CdaPatient['ids'][number]): boolean {
  const authority = cx.authority.universalId.value
  if (authority !== '' && root && root.value.trim() !== authority) return false
  return extension?.value.trim() === cx.id.value
}

const sameNumber = (a: Cx, b: Cx): boolean =>
  a.id.value === b.id.value && a.authority.universalId.value === b.authority.universalId.value

const SEXES: readonly string[] = ['F', 'M']
const BIRTH_NAME: Text = { en: 'birth name', fr: 'Le nom de naissance' }
const BIRTH_DATE: Text = { en: 'birth date', fr: 'La date de naissance' }
const SEX: Text = { en: 'sex', fr: 'Le sexe' }

interface Difference {
  readonly trait: Text
  readonly at: Location
  readonly inDocument: Location
}

function differingTraits(entry: DocumentEntry, patient: CdaPatient): readonly Difference[] {
  const differences: Difference[] = []
  const info = patientInfoOf(entry)
  const infoOf = (field: string) => info.find(one => one.field === field && one.content.trim() !== '')

  const names = infoOf('5')
  const families = birthNames(patient)
  const [inDocument] = families
  if (names && inDocument) {
    const written = names.content.split('~').map(name => name.split('^'))
    // `L` is the birth name; a value without type is taken for it.
    const births = written.filter(([, , , , , , type]) => type === 'L')
    const given = (births.length > 0 ? births : written).map(([family = '']) => family.split('&')[0] ?? '')
    if (given.some(family => family !== '') && !given.some(family => isName(family, families)))
      differences.push({ trait: BIRTH_NAME, at: names.value.at, inDocument: inDocument.at })
  }

  const date = infoOf('7')
  const birth = patient.birthTime
  if (date && birth && isFilled(birth)) {
    const [a, b] = [date.content.trim(), birth.value.trim()].map(text => text.slice(0, 8)) as [string, string]
    const length = Math.min(a.length, b.length)
    if (a.slice(0, length) !== b.slice(0, length))
      differences.push({ trait: BIRTH_DATE, at: date.value.at, inDocument: birth.at })
  }

  const sex = infoOf('8')
  const gender = patient.gender?.code
  const known = (text: string | undefined): boolean => SEXES.includes(text?.trim() ?? '')
  if (sex && gender && known(sex.content) && known(gender.value) && sex.content.trim() !== gender.value.trim())
    differences.push({ trait: SEX, at: sex.value.at, inDocument: gender.at })
  return differences
}

/** Family names with the qualifier BR, or else all of them. */
function birthNames(patient: CdaPatient): readonly { readonly value: string; readonly at: Location }[] {
  const names = patient.element?.child(HL7, 'patient')?.childrenNamed(HL7, 'name') ?? []
  const births = names
    .flatMap(name => name.childrenNamed(HL7, 'family'))
    .filter(family => family.attribute('qualifier')?.value.split(/\s+/).includes('BR'))
    .map(family => ({ value: family.text, at: family.textAt }))
  return births.length > 0 ? births : patient.families
}
