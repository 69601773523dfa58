import { defineRule, each, notApplicable, one } from '../../src/engine/rule.ts'
import { parseCx } from '../../src/identifiers/index.ts'
import { insDefectOf } from '../shared/ins.ts'
import { isRequest } from '../shared/metadata.ts'

export default defineRule({
  id: 'XCHG-007',
  name: 'token-patient-is-submission-patient',
  level: 'error',
  priority: 1,
  requirements: ['RG_3010', 'ITI-TF-3-4.2.3.2'],
  evidence: 'official',
  inputs: { token: each('vihf'), submission: one('submission') },
  messages: {
    otherPatient: {
      en: 'The token and the submission name two different patients.',
      fr: 'Le jeton et la soumission désignent deux patients différents.',
    },
    otherAuthority: {
      en: "The token and the submission name the patient under two authorities: '{token}' and '{submission}'.",
      fr: 'Le jeton et la soumission désignent le patient sous deux autorités : « {token} » et « {submission} ».',
    },
  },
  dmpAnswer: 'XDSPatientIdDoesNotMatch',
  docs: {
    en: {
      title: 'The patient of the token is the patient of the submission.',
      why: 'The DMP takes the INS of the token where a request has none (RG_3010), and gives access to the record of that patient only. A document submitted for another one would go to a wrong record, so the registry refuses it.',
      fix: 'Build resource-id and patientId from the same identity: the matricule INS in CX.1 and its OID in CX.4.',
    },
    fr: {
      title: 'Le patient du jeton est celui de la soumission.',
      why: "Le DMP prend l'INS du jeton quand une requête n'en a pas (RG_3010), et n'ouvre que le dossier de ce patient. Un document soumis pour un autre irait dans un mauvais dossier : le registre le refuse.",
      fix: 'Construire resource-id et patientId à partir de la même identité : le matricule INS dans CX.1 et son OID dans CX.4.',
    },
  },
  *check({ token, submission }) {
    const { resourceId } = token
    const patientId = submission.submissionSet?.patientId
    if (!resourceId || !patientId || !isRequest(submission)) return notApplicable
    const [inToken, inSubmission] = [readCx(resourceId.value), readCx(patientId.value)]
    if (!inToken || !inSubmission) return notApplicable
    const related = [{ at: resourceId.at, text: { en: 'the patient of the token', fr: 'le patient du jeton' } }]
    if (inToken.matricule !== inSubmission.matricule) yield { message: 'otherPatient', at: patientId.at, related }
    else if (inToken.oid !== inSubmission.oid)
      yield {
        message: 'otherAuthority',
        at: patientId.at,
        data: { token: inToken.oid, submission: inSubmission.oid },
        expected: inToken.oid,
        actual: inSubmission.oid,
        related,
      }
  },
})

/** CX.1 and CX.4.2; `undefined` for what VIHF-018 and XDS-027 report as malformed. */
function readCx(text: string): { readonly matricule: string; readonly oid: string } | undefined {
  const cx = parseCx(text.trim())
  return insDefectOf(cx) ? undefined : { matricule: cx.id.value, oid: cx.authority.universalId.value }
}
