import { all, defineRule, each, notApplicable, notEvaluated, one, optional, type Text } from '../../src/engine/rule.ts'
import { parseXcn } from '../../src/identifiers/index.ts'
import { declaredStructures, practisesInOne } from '../shared/declared-structures.ts'
import { clinicalEntries, isFilled, isKosEntry, isRequest } from '../shared/metadata.ts'
import { samePersonId } from '../shared/same-person.ts'
import { isIndirect } from '../shared/token.ts'
import { personOf } from '../shared/vihf.ts'

const NO_SYSTEM: Text = {
  en: 'the system that sent the exchange is not known: name it under exchanges: in dmplint.yaml',
  fr: 'le système qui a émis l’échange n’est pas connu : le nommer sous exchanges: dans dmplint.yaml',
}

export default defineRule({
  id: 'XCHG-013',
  name: 'automatic-feed-names-responsible-doctor',
  level: 'warning',
  priority: 1,
  requirements: ['G-62', 'DMP/va1.13', 'CISIS-HL7V2-MAPPING-VIHF'],
  evidence: 'official',
  inputs: {
    token: each('vihf'),
    submission: one('submission'),
    site: one('site'),
    exchange: one('exchange'),
    signatures: all('signature', { role: 'token' }),
    directory: optional('directory'),
  },
  messages: {
    otherPerson: {
      en: "The system feeds by itself, and the NameID '{nameId}' is neither the doctor who validates the report ('{validator}') nor another declared practitioner of the structure.",
      fr: 'Le système alimente automatiquement, et le NameID « {nameId} » n’est ni le médecin qui valide le compte rendu (« {validator} ») ni un autre praticien déclaré de la structure.',
    },
  },
  docs: {
    en: {
      title: 'The token of an automatic feed names the doctor responsible.',
      why: 'In indirect authentication the NameID is the person connected, or for an automatic sending the radiologist or nuclear physician responsible for the processing (guide of December 2025, G-62; DMP/va1.13). Another person cannot answer for what a machine sends.',
      fix: 'Put the RPPS of the legalAuthenticator of the report in the NameID. If the NameID is another doctor of the structure who answers for the processing, add that doctor to practitioners in dmplint.yaml.',
    },
    fr: {
      title: 'Le jeton d’une alimentation automatique désigne le médecin responsable.',
      why: 'En authentification indirecte, le NameID est la personne connectée ou, pour un envoi automatique, le radiologue ou le médecin nucléaire responsable du traitement (guide de décembre 2025, G-62 ; DMP/va1.13). Une autre personne ne peut pas répondre de ce qu’envoie une machine.',
      fix: 'Mettre dans le NameID le RPPS du legalAuthenticator du compte rendu. Si le NameID est un autre médecin de la structure qui répond du traitement, l’ajouter aux practitioners dans dmplint.yaml.',
    },
  },
  *check({ token, submission, site, exchange, signatures, directory }) {
    const { nameId, structure } = token
    if (!nameId || !isRequest(submission) || !isIndirect(token, signatures)) return notApplicable
    if (!exchange.system) return notEvaluated(NO_SYSTEM)
    if (exchange.system.automaticFeed?.value !== true) return notApplicable
    const person = personOf(token)
    // Internal and malformed identifiers are judged by the rules about the token.
    if (person?.kind !== 'rpps' && person?.kind !== 'adeli') return notApplicable
    const validators = clinicalEntries(submission)
      .filter(entry => !isKosEntry(entry))
      .flatMap(entry => entry.legalAuthenticators.filter(isFilled))
      .map(({ value, at }) => ({ value: parseXcn(value).id.value, at }))
    const [validator] = validators
    if (!validator) return notApplicable
    if (validators.some(({ value }) => samePersonId(value, person.text))) return
    if (structure && practisesInOne(declaredStructures(structure.value, site, directory), person.text)) return
    yield {
      message: 'otherPerson',
      at: nameId.at,
      data: { nameId, validator },
      expected: validator,
      actual: nameId,
      related: [
        { at: validator.at, text: { en: 'the legalAuthenticator', fr: 'le legalAuthenticator' } },
        {
          at: (exchange.system.automaticFeed ?? exchange.system).at,
          text: { en: 'the system feeds by itself', fr: 'le système alimente automatiquement' },
        },
      ],
    }
  },
})
