import { IMAGING_REPORT_CODE } from '../../src/artifacts/cda.ts'
import type { DocumentSummary, ExchangeSummary } from '../../src/artifacts/exchange.ts'
import { all, defineRule, notApplicable, notEvaluated } from '../../src/engine/rule.ts'
import { sharing } from '../shared/sharing.ts'

export default defineRule({
  id: 'KOS-011',
  name: 'one-kos-per-study',
  level: 'warning',
  priority: 3,
  requirements: ['DB.SO.12'],
  evidence: 'official',
  inputs: { exchanges: all('summary') },
  messages: {
    second: {
      en: "This KOS is another one of study '{study}', and its submission does not replace the first (RPLC).",
      fr: 'L’examen « {study} » a déjà un KOS, que le lot de celui-ci ne remplace pas (RPLC).',
    },
  },
  docs: {
    en: {
      title: 'A study has one KOS in force.',
      why: 'A DRIMbox makes as many KOS as the report names studies (DB.SO.12, draft of 2023). With two of them in force, a consumer shows the study twice, or the images that the second was to take away.',
      fix: 'Send a changed KOS with an RPLC association to the entry of the former one.',
    },
    fr: {
      title: 'Un examen a un seul KOS en vigueur.',
      why: 'Une DRIMbox fait autant de KOS que le compte rendu désigne d’examens (DB.SO.12, projet de 2023). Avec deux KOS en vigueur, un consommateur montre l’examen deux fois, ou les images que le second devait retirer.',
      fix: 'Envoyer un KOS modifié avec une association RPLC vers la fiche du précédent.',
    },
  },
  *check({ exchanges }) {
    const withKos = exchanges.filter(({ documents }) => documents.some(({ kos }) => kos))
    if (withKos.length === 0)
      return exchanges.some(({ documents }) => documents.some(({ typeCode }) => typeCode === IMAGING_REPORT_CODE))
        ? notEvaluated({
            en: 'no KOS among the exchanges: put those of the DRIMbox beside the reports',
            fr: 'pas de KOS parmi les échanges : placer ceux de la DRIMbox à côté des comptes rendus',
          })
        : notApplicable
    const ofOneStudy = sharing(withKos, exchange => objectsOf(exchange).flatMap(object => object.studyInstanceUids))
    const first = new Map<string, DocumentSummary>()
    for (const object of ofOneStudy.flatMap(objectsOf)) {
      if (object.rplc || !object.uniqueId) continue
      for (const study of object.studyInstanceUids) {
        const known = first.get(study)
        if (!known) first.set(study, object)
        // The same object sent again, or a copy of the capture, is not a second KOS.
        else if (known.uniqueId && known.uniqueId.value.trim() !== object.uniqueId.value.trim())
          yield {
            message: 'second',
            at: object.uniqueId.at,
            data: { study },
            actual: object.uniqueId,
            related: [{ at: known.uniqueId.at, text: { en: 'the first KOS', fr: 'le premier KOS' } }],
          }
      }
    }
  },
})

const objectsOf = ({ documents }: ExchangeSummary): readonly DocumentSummary[] => documents.filter(({ kos }) => kos)
