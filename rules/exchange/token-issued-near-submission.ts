import { WSSE } from '../../src/artifacts/namespaces.ts'
import type { Vihf } from '../../src/artifacts/vihf.ts'
import { type Context, defineRule, each, notApplicable, one } from '../../src/engine/rule.ts'
import { parseDtm, parseXsDateTime } from '../../src/identifiers/index.ts'
import { isRequest } from '../shared/metadata.ts'
import { isAir } from '../shared/mode.ts'

/** WS-Security utility, where a message says when it was made. */
const WSU = WSSE.replace('secext', 'utility')
const HOUR = 3_600_000
const SECOND = 1_000

export default defineRule({
  id: 'XCHG-017',
  name: 'token-issued-near-submission',
  level: 'warning',
  priority: 3,
  requirements: ['EX_AIR-040'],
  evidence: 'inferred',
  inputs: { token: each('vihf'), submission: one('submission'), exchange: one('exchange') },
  settings: { hours: 24, airSeconds: 30 },
  messages: {
    far: {
      en: "The token was issued at {issued}, more than {hours} hours from the submissionTime '{submitted}'.",
      fr: 'Le jeton a été émis le {issued}, à plus de {hours} heures du submissionTime « {submitted} ».',
    },
    expired: {
      en: 'The token was issued at {issued} and the message made at {sent}: in AIR a token lives {seconds} seconds.',
      fr: 'Le jeton a été émis le {issued} et le message créé le {sent} : en AIR, un jeton vit {seconds} secondes.',
    },
  },
  docs: {
    en: {
      title: 'A token is issued for the submission that it goes with.',
      why: 'In authentification indirecte renforcée a token lives thirty seconds and serves once (EX_AIR-040). No text gives a limit for the other modes, but a token a day away from its submission shows a wrong clock, a time that was not converted to UTC, or a token kept and used again.',
      fix: 'Make a token for each request, and take both times from one synchronised clock, in UTC.',
    },
    fr: {
      title: "Un jeton est émis pour la soumission qu'il accompagne.",
      why: "En authentification indirecte renforcée, un jeton vit trente secondes et ne sert qu'une fois (EX_AIR-040). Aucun texte ne fixe de limite pour les autres modes, mais un jeton à un jour de sa soumission révèle une horloge fausse, une heure non convertie en UTC, ou un jeton gardé et réutilisé.",
      fix: "Fabriquer un jeton pour chaque requête, et prendre les deux heures d'une même horloge synchronisée, en UTC.",
    },
  },
  *check(
    { token, submission, exchange },
    { settings }: Context<{ readonly hours: number; readonly airSeconds: number }>,
  ) {
    const { issueInstant } = token
    const submissionTime = submission.submissionSet?.submissionTime
    const issued = issueInstant && parseXsDateTime(issueInstant.value)
    if (!issueInstant || !issued || !isRequest(submission) || exchange.entry?.unsigned?.value) return notApplicable

    const created = createdOf(token)
    const sent = created && parseXsDateTime(created.value)
    if (isAir(token) && created && sent && Math.abs(sent.ms - issued.ms) > settings.airSeconds * SECOND) {
      const data = { issued: issueInstant, sent: created, seconds: settings.airSeconds }
      yield { message: 'expired', at: issueInstant.at, data, actual: issueInstant }
      return
    }
    const submitted = submissionTime && parseDtm(submissionTime.value.trim())
    if (!submissionTime || !submitted) return notApplicable
    if (Math.abs(submitted.ms - issued.ms) <= settings.hours * HOUR) return
    yield {
      message: 'far',
      at: issueInstant.at,
      data: { issued: issueInstant, hours: settings.hours, submitted: submissionTime },
      actual: issueInstant,
      related: [{ at: submissionTime.at, text: { en: 'the submissionTime', fr: 'le submissionTime' } }],
    }
  },
})

/** wsu:Created of the message. */
function createdOf({ security }: Vihf) {
  const created = security?.child(WSU, 'Timestamp')?.child(WSU, 'Created')
  return created && { value: created.text.trim(), at: created.textAt }
}
