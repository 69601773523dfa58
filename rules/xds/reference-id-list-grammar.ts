import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isOid, parseCxi } from '../../src/identifiers/index.ts'
import { lookup } from '../../src/nomenclatures/index.ts'
import { grammarDefects, isClean } from '../shared/hl7-values.ts'
import { distinct, isFilled, isRequest } from '../shared/metadata.ts'

const STUDY = 'urn:ihe:iti:xds:2016:studyInstanceUID'

export default defineRule({
  id: 'XDS-039',
  name: 'reference-id-list-grammar',
  level: 'error',
  priority: 2,
  requirements: ['ITI-TF-3-4.2.3.2.28', 'JDV_J231'],
  evidence: 'official',
  inputs: { submission: each('submission') },
  messages: {
    malformed: {
      en: "The referenceIdList value '{reference}' is not written id^^^&OID&ISO^type.",
      fr: 'La valeur de referenceIdList « {reference} » n’est pas écrite id^^^&OID&ISO^type.',
    },
    type: {
      en: "The type '{type}' of a referenceIdList value is not in {set}.",
      fr: 'Le type « {type} » d’une valeur de referenceIdList n’est pas dans {set}.',
    },
    authority: {
      en: "The referenceIdList value '{reference}' is not assigned by an OID.",
      fr: 'La valeur de referenceIdList « {reference} » n’est pas attribuée par un OID.',
    },
    studyUid: {
      en: "The studyInstanceUID '{uid}' of referenceIdList is not a UID of at most 64 characters.",
      fr: 'Le studyInstanceUID « {uid} » de referenceIdList n’est pas un UID de 64 caractères au plus.',
    },
  },
  docs: {
    en: {
      title: 'Each value of referenceIdList is an identifier, its authority and a type that the DMP knows.',
      why: 'IHE ITI TF-3, 4.2.3.2.28 writes references as CXi, and JDV_J231 limits the DMP to accession, order and studyInstanceUID. A reference in another form links nothing: the images of the report are not found.',
      fix: 'Write ACC1^^^&OID&ISO^urn:ihe:iti:xds:2013:accession, likewise …:order, and UID^^^^urn:ihe:iti:xds:2016:studyInstanceUID.',
    },
    fr: {
      title: 'Chaque valeur de referenceIdList est un identifiant, son autorité et un type connu du DMP.',
      why: 'IHE ITI TF-3, 4.2.3.2.28 écrit les références sous forme CXi, et le JDV_J231 limite le DMP à accession, order et studyInstanceUID. Une référence d’une autre forme ne relie rien : les images du compte rendu sont introuvables.',
      fix: 'Écrire ACC1^^^&OID&ISO^urn:ihe:iti:xds:2013:accession, de même …:order, et UID^^^^urn:ihe:iti:xds:2016:studyInstanceUID.',
    },
  },
  *check({ submission }) {
    if (!isRequest(submission)) return notApplicable
    const values = submission.entries.flatMap(({ referenceIds }) => referenceIds.map(value => ({ value })))
    if (values.length === 0) return notApplicable
    const set = submission.form === 'xdm' ? 'JDV_J197' : 'JDV_J231'
    for (const { value, related } of distinct(values)) {
      const reference = parseCxi(value.value)
      if (!isClean(reference, 'CXi')) continue
      const { id, authority, idType } = reference
      const place = { at: value.at, actual: value, related }
      const empty = !isFilled(value) || id.value.trim() === '' || idType.value === ''
      if (empty || grammarDefects(reference).length > 0) {
        yield { message: 'malformed', data: { reference: value }, ...place }
        continue
      }
      const type = idType.value
      if (lookup(set, type).status === 'absent') {
        // IHE adds types now and then: one of its names that no table holds may be younger than the tables.
        const younger = type.startsWith('urn:ihe:iti:') && lookup('JDV_J197', type).status === 'absent'
        yield { message: 'type', data: { type, set }, ...(younger ? { level: 'warning' } : {}), ...place }
      }
      const oid = authority.universalId.value
      if (oid === '' ? type !== STUDY : !isOid(oid))
        yield { message: 'authority', data: { reference: value }, ...place }
      if (type === STUDY && !isOid(id.value)) yield { message: 'studyUid', data: { uid: id.value }, ...place }
    }
  },
})
