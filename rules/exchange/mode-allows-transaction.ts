import { all, defineRule, each, notApplicable, notEvaluated, optional, type Text } from '../../src/engine/rule.ts'
import { isRequest } from '../shared/metadata.ts'
import { modeOf } from '../shared/mode.ts'
import { feedsKos } from '../shared/report-structure.ts'
import { isCpe } from '../shared/token.ts'

const RETRIEVE = 'urn:ihe:iti:2007:RetrieveDocumentSet'
const NO_MESSAGE: Text = {
  en: 'the token stands alone: give the message that carries it',
  fr: 'le jeton est seul : fournir le message qui le porte',
}

export default defineRule({
  id: 'XCHG-018',
  name: 'mode-allows-transaction',
  level: 'warning',
  priority: 2,
  requirements: ['PDT-526', 'DB.SO.19'],
  evidence: 'official',
  inputs: {
    token: each('vihf'),
    signatures: all('signature', { role: 'token' }),
    submission: optional('submission'),
  },
  messages: {
    retrieve: {
      en: 'A document is retrieved (TD3.2) in indirect authentication, which gives no right to consult.',
      fr: 'Un document est consulté (TD3.2) en authentification indirecte, qui ne donne pas droit à la consultation.',
    },
    retrieveCpe: {
      en: 'A document is retrieved (TD3.2) with a CPE, which gives no right to consult.',
      fr: 'Un document est consulté (TD3.2) avec une CPE, qui ne donne pas droit à la consultation.',
    },
    feedCpe: {
      en: 'A document is fed (TD2.1) with a CPE, which must use TD2.2.',
      fr: 'Un document est alimenté (TD2.1) avec une CPE, qui doit utiliser TD2.2.',
    },
    kos: {
      en: 'A KOS is fed in direct authentication; a DRIMbox feeds in indirect authentication.',
      fr: 'Un KOS est alimenté en authentification directe ; une DRIMbox alimente en authentification indirecte.',
    },
  },
  docs: {
    en: {
      title: 'The authentication mode gives the right to the transaction called.',
      why: 'The matrix of functional rights of the DMP (PDT-526) closes the retrieval of documents to structures and to the CPE, and gives the CPE a feeding transaction of its own. A DRIMbox feeds KOS in indirect authentication (DB.SO.19). The DMP refuses what the matrix does not open.',
      fix: 'Consult with a card, or in authentification indirecte renforcée; feed KOS with the certificates of the structure.',
    },
    fr: {
      title: "Le mode d'authentification donne droit à la transaction appelée.",
      why: "La matrice des droits fonctionnels du DMP (PDT-526) ferme la consultation des documents aux structures et à la CPE, et donne à la CPE une transaction d'alimentation propre. Une DRIMbox alimente les KOS en authentification indirecte (DB.SO.19). Le DMP refuse ce que la matrice n'ouvre pas.",
      fix: 'Consulter avec une carte, ou en authentification indirecte renforcée ; alimenter les KOS avec les certificats de la structure.',
    },
  },
  *check({ token, signatures, submission }) {
    const mode = modeOf(token, signatures)
    if (!mode) return notApplicable
    if (!submission && !token.action) return notEvaluated(NO_MESSAGE)
    const at = token.mode?.at ?? token.at
    const cpe = isCpe(token, signatures)
    if (token.action?.value.trim() === RETRIEVE) {
      if (mode === 'INDIRECTE') yield { message: 'retrieve', at }
      else if (cpe) yield { message: 'retrieveCpe', at }
      return
    }
    if (!submission || !isRequest(submission) || submission.form === 'iti-57') return
    if (mode === 'DIRECTE' && feedsKos(submission)) yield { message: 'kos', at }
    else if (cpe) yield { message: 'feedCpe', at }
  },
})
