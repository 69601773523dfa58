import { defineRule, each, notApplicable } from '../../src/engine/rule.ts'
import { isKeyObject } from '../shared/kos.ts'

/** What an item of ReferencedRequestSequence identifies, with the sequence that says who gave it. */
const IDENTIFIERS: readonly (readonly ['accession' | 'placerOrder', string, string])[] = [
  ['accession', 'AccessionNumber', 'IssuerOfAccessionNumberSequence'],
  ['placerOrder', 'PlacerOrderNumberImagingServiceRequest', 'OrderPlacerIdentifierSequence'],
]

export default defineRule({
  id: 'KOS-005',
  name: 'kos-request-identified',
  level: 'warning',
  priority: 2,
  requirements: ['DB.SO.18', 'DB.SO.17'],
  evidence: 'vendor',
  inputs: { kos: each('kos') },
  messages: {
    noRequest: {
      en: 'The KOS has no ReferencedRequestSequence: it names neither accession number nor order.',
      fr: 'Le KOS n’a pas de ReferencedRequestSequence : il ne donne ni accession number ni demande.',
    },
    missing: {
      en: 'A request of the KOS has no {element}.',
      fr: 'Une demande du KOS n’a pas de {element}.',
    },
    noIssuer: {
      en: '{element} of a request of the KOS has no issuer ({sequence} with a UniversalEntityID).',
      fr: '{element} d’une demande du KOS n’a pas d’émetteur ({sequence} avec un UniversalEntityID).',
    },
    notIso: {
      en: "The issuer '{issuer}' of {element} is of type '{type}' instead of ISO.",
      fr: 'L’émetteur « {issuer} » de {element} est de type « {type} » au lieu d’ISO.',
    },
  },
  docs: {
    en: {
      title: 'A KOS names the accession number and the order of the examination, with their issuers.',
      why: 'CI-SIS Volet IMG-KOS and the reference DRIMbox write them in ReferencedRequestSequence (DB.SO.17 and DB.SO.18, draft of 2023). Two hospitals give the same number to two examinations: without its issuer it joins the wrong ones.',
      fix: 'Fill AccessionNumber and PlacerOrderNumberImagingServiceRequest, each with an issuer whose UniversalEntityID is an OID of type ISO.',
    },
    fr: {
      title: 'Un KOS donne l’accession number et la demande de l’examen, avec leurs émetteurs.',
      why: 'Le Volet IMG-KOS du CI-SIS et la DRIMbox de référence les écrivent dans ReferencedRequestSequence (DB.SO.17 et DB.SO.18, projet de 2023). Deux établissements donnent le même numéro à deux examens : sans son émetteur, il réunit les mauvais.',
      fix: 'Renseigner AccessionNumber et PlacerOrderNumberImagingServiceRequest, chacun avec un émetteur dont l’UniversalEntityID est un OID de type ISO.',
    },
  },
  *check({ kos }) {
    if (!isKeyObject(kos)) return notApplicable
    if (kos.requests.length === 0) yield { message: 'noRequest', at: kos.at }
    for (const request of kos.requests)
      for (const [name, element, sequence] of IDENTIFIERS) {
        const { value, issuer, issuerType } = request[name]
        if (!value) yield { message: 'missing', at: request.at, data: { element } }
        else if (!issuer) yield { message: 'noIssuer', at: value.at, data: { element, sequence } }
        else if (issuerType?.value !== 'ISO')
          yield {
            message: 'notIso',
            at: issuerType?.at ?? issuer.at,
            data: { issuer, element, type: issuerType?.value ?? '' },
            expected: 'ISO',
            actual: issuerType,
          }
      }
  },
})
