import type { Located } from '../../src/engine/location.ts'
import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { oidDefect } from '../../src/identifiers/index.ts'
import { isKeyObject } from '../shared/kos.ts'
import { distinct } from '../shared/metadata.ts'

export default defineRule({
  id: 'KOS-002',
  name: 'kos-uids-valid',
  level: 'error',
  priority: 2,
  requirements: ['DICOM-PS3.5-9.1', 'DB/RIS.07'],
  evidence: 'official',
  inputs: { kos: each('kos') },
  messages: {
    tooLong: {
      en: "The UID '{uid}' of the KOS has {length} characters, more than 64.",
      fr: 'L’UID « {uid} » du KOS a {length} caractères, plus de 64.',
    },
    leadingZero: {
      en: "The UID '{uid}' of the KOS has a component with a leading zero.",
      fr: 'L’UID « {uid} » du KOS a une composante qui commence par zéro.',
    },
    malformed: {
      en: "The UID '{uid}' of the KOS is not an OID.",
      fr: 'L’UID « {uid} » du KOS n’est pas un OID.',
    },
  },
  docs: {
    en: {
      title: 'The UIDs of a KOS are OIDs of at most 64 characters.',
      why: 'DICOM PS3.5 limits UIDs to digits and points, 64 characters, without leading zeros; DB/RIS.07 (draft of 2023) asks the same of the Study Instance UID. Another system drops the leading zero or refuses the UID, and the images are not found.',
      fix: 'Make UIDs under a root of yours, or under 2.25 from a UUID written as a decimal number.',
    },
    fr: {
      title: 'Les UID d’un KOS sont des OID d’au plus 64 caractères.',
      why: 'DICOM PS3.5 limite les UID à des chiffres et des points, 64 caractères, sans zéro en tête ; DB/RIS.07 (projet de 2023) demande la même chose du Study Instance UID. Un autre système ôte le zéro ou refuse l’UID, et les images ne sont pas trouvées.',
      fix: 'Faire les UID sous une racine qui vous appartient, ou sous 2.25 à partir d’un UUID écrit en décimal.',
    },
  },
  *check({ kos }) {
    if (!isKeyObject(kos)) return notApplicable
    const series = kos.evidence.flatMap(study => study.series)
    const instances = series.flatMap(one => one.instances)
    const uids: readonly (Located<string> | undefined)[] = [
      kos.sopInstanceUid,
      kos.seriesInstanceUid,
      kos.studyInstanceUid,
      ...kos.requests.map(request => request.studyInstanceUid),
      ...kos.evidence.map(study => study.studyInstanceUid),
      ...series.map(one => one.seriesInstanceUid),
      ...instances.flatMap(instance => [instance.sopClassUid, instance.sopInstanceUid]),
    ]
    const wrong = uids.flatMap(value => (value && oidDefect(value.value) !== undefined ? [{ value }] : []))
    for (const { value, related } of distinct(wrong)) {
      const finding = { at: value.at, actual: value, related }
      const defect = oidDefect(value.value)
      if (defect === 'too-long')
        yield { message: 'tooLong', ...finding, data: { uid: value, length: value.value.length } }
      else yield { message: defect === 'leading-zero' ? 'leadingZero' : 'malformed', ...finding, data: { uid: value } }
    }
  },
})
