import type { Certificate } from '../../src/artifacts/certificate.ts'
import type { Ordering, OrderingMode, Site } from '../../src/artifacts/site.ts'
import { all, defineRule, each, notApplicable, notEvaluated, optional, type Text } from '../../src/engine/rule.ts'
import { type Installed, missingPairs, unpairedOf } from '../shared/dmp-pairs.ts'
import { STRUCTURE_USAGES } from '../shared/installations.ts'
import { missingInsiCertificates, missingMailboxCertificates } from '../shared/missing-certificates.ts'
import { isSucceeded, renewalOf } from '../shared/renewal.ts'
import { practiceOf } from '../shared/sectors.ts'

type Key = Exclude<keyof Ordering, 'at' | 'mode'>

interface Prerequisite {
  readonly message: 'contract' | 'card' | 'registration' | 'editorCards' | 'delegation' | 'module' | 'reader'
  /** Key of `ordering` that states it, and the value that says it is met. */
  readonly key: Key
  readonly met: string | boolean
  /** Who must have it, where the message leaves it open. */
  readonly who?: Text
  /** Asked of establishments and GIE only. */
  readonly ofEstablishments?: true
}

const STRUCTURE: Text = { en: 'the structure', fr: 'la structure' }
const EDITOR: Text = { en: 'the editor', fr: 'l’éditeur' }

const PREREQUISITES: Readonly<Record<OrderingMode, readonly Prerequisite[]>> = {
  A: [
    { message: 'contract', key: 'contract', met: 'signed', who: STRUCTURE, ofEstablishments: true },
    { message: 'card', key: 'representativeCard', met: true, who: STRUCTURE, ofEstablishments: true },
  ],
  B: [
    { message: 'contract', key: 'contract', met: 'signed', who: EDITOR },
    { message: 'card', key: 'representativeCard', met: true, who: EDITOR },
    { message: 'registration', key: 'editorRegistered', met: true },
    { message: 'editorCards', key: 'editorCards', met: true },
    { message: 'delegation', key: 'delegation', met: 'done' },
  ],
  C: [
    { message: 'module', key: 'apiModule', met: true },
    { message: 'reader', key: 'cpsReader', met: true },
  ],
}

const NO_MODE: Text = {
  en: 'ordering in dmplint.yaml does not say its mode: A, B or C',
  fr: 'ordering dans dmplint.yaml ne dit pas son mode : A, B ou C',
}

export default defineRule({
  id: 'SITE-034',
  name: 'ordering-prerequisites-are-met',
  level: 'warning',
  priority: 2,
  requirements: [
    'G-41',
    'G-43',
    'G-47',
    'G-48',
    'G-49',
    'G-50',
    'G-51',
    'G-52',
    'G-53',
    'G-55',
    'G-80',
    'FAQ-07',
    'FAQ-14',
  ],
  evidence: 'official',
  inputs: {
    site: each('site'),
    certificates: all('certificate', { role: STRUCTURE_USAGES }),
    directory: optional('directory'),
  },
  messages: {
    contract: {
      en: 'Certificates are to be ordered in mode {mode}, but ordering does not say contract: signed for {who} and the ANS.',
      fr: 'Des certificats sont à commander en mode {mode}, mais ordering ne dit pas contract: signed entre {who} et l’ANS.',
    },
    card: {
      en: 'Certificates are to be ordered in mode {mode}, but ordering does not say that the legal representative of {who} has a card.',
      fr: 'Des certificats sont à commander en mode {mode}, mais ordering ne dit pas que le représentant légal de {who} a une carte.',
    },
    registration: {
      en: 'Certificates are to be ordered in mode {mode}, but ordering does not say that the editor is registered in mesHabilitations.',
      fr: 'Des certificats sont à commander en mode {mode}, mais ordering ne dit pas que l’éditeur est inscrit dans mesHabilitations.',
    },
    editorCards: {
      en: 'Certificates are to be ordered in mode {mode}, but ordering does not say that the technical administrators of the editor have CPA cards.',
      fr: 'Des certificats sont à commander en mode {mode}, mais ordering ne dit pas que les administrateurs techniques de l’éditeur ont des cartes CPA.',
    },
    delegation: {
      en: 'Certificates are to be ordered in mode {mode}, but ordering does not say that the structures have delegated to the editor.',
      fr: 'Des certificats sont à commander en mode {mode}, mais ordering ne dit pas que les structures ont donné délégation à l’éditeur.',
    },
    module: {
      en: 'Certificates are to be ordered in mode {mode}, but ordering does not say that the editor has a module on the IGC-Santé API.',
      fr: 'Des certificats sont à commander en mode {mode}, mais ordering ne dit pas que l’éditeur a un module sur l’API IGC-Santé.',
    },
    reader: {
      en: 'Certificates are to be ordered in mode {mode}, but ordering does not say that doctors have a CPS card and a reader; the API takes no e-CPS.',
      fr: 'Des certificats sont à commander en mode {mode}, mais ordering ne dit pas que les médecins ont une carte CPS et un lecteur ; l’API ne prend pas l’e-CPS.',
    },
  },
  docs: {
    en: {
      title: 'What the chosen way of ordering asks for is in place before certificates are ordered.',
      why: 'The guide of December 2025 describes three ways. A: an establishment or GIE orders itself and needs the ANS contract and the card of its legal representative; liberal structures do not (G-43, G-47). B: the editor orders, with its own contract, cards and registration (G-48 to G-51) and a delegation of each structure (G-53). C: doctors order through a module of the editor with a CPS card, not an e-CPS (G-41, G-55). Each of these takes weeks.',
      fix: 'Complete ordering in dmplint.yaml as each step is done; dmplint plan lists the steps.',
    },
    fr: {
      title: 'Ce que demande la modalité choisie est en place avant de commander des certificats.',
      why: "Le guide de décembre 2025 décrit trois modalités. A : un établissement ou un GIE commande lui-même et doit avoir le contrat ANS et la carte de son représentant légal ; les structures libérales non (G-43, G-47). B : l'éditeur commande, avec son contrat, ses cartes et son inscription (G-48 à G-51) et la délégation de chaque structure (G-53). C : les médecins commandent par un module de l'éditeur avec une carte CPS, pas une e-CPS (G-41, G-55). Chaque démarche prend des semaines.",
      fix: 'Compléter ordering dans dmplint.yaml à mesure que les étapes sont faites ; dmplint plan liste les étapes.',
    },
  },
  *check({ site, certificates, directory }, { at }) {
    const { ordering } = site
    if (!ordering || !somethingToOrder({ site, certificates, directory }, at)) return notApplicable
    const { mode } = ordering
    if (!mode) return notEvaluated(NO_MODE)
    const establishments = site.structures.some(structure => practiceOf(structure)?.kind === 'establishment')
    for (const { message, key, met, who, ofEstablishments } of PREREQUISITES[mode.value]) {
      const stated = ordering[key]
      if (stated?.value === met || (ofEstablishments && !establishments)) continue
      const place = { at: stated?.at ?? ordering.at, expected: met, actual: stated?.value }
      if (message === 'contract' || message === 'card') yield { message, ...place, data: { mode: mode.value, who } }
      else yield { message, ...place, data: { mode: mode.value } }
    }
  },
})

/** A certificate of a structure is missing, or must be renewed or ordered anew. */
function somethingToOrder(installed: Installed, at: number): boolean {
  const { site, certificates } = installed
  return (
    certificates.some(certificate => isDue(certificate, site, certificates, at)) ||
    missingInsiCertificates(site, certificates).missing.length > 0 ||
    missingMailboxCertificates(site, certificates).missing.length > 0 ||
    site.systems.some(system => {
      const alone = unpairedOf(system, installed)
      const mismatched = alone !== undefined && alone['dmp-auth'].length + alone['dmp-sign'].length > 0
      return mismatched || missingPairs(system, installed).missing.length > 0
    })
  )
}

function isDue(certificate: Certificate, site: Site, certificates: readonly Certificate[], at: number): boolean {
  if (certificate.notAfter.value < at) return !isSucceeded(certificate, certificates)
  const renewal = renewalOf(certificate, { site, certificates }, at)
  return renewal === 'open' || renewal === 'urgent'
}
