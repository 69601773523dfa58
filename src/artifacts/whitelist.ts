import type { Located, Location } from '../engine/location.ts'
import type { Artifact } from '../engine/rule.ts'
import type { Source } from '../sources/source.ts'
import type { XmlDocument, XmlElement } from '../sources/xml.ts'
import { DS } from './namespaces.ts'
import { textOf } from './values.ts'

declare module '../engine/rule.ts' {
  interface ArtifactTypes {
    whitelist: Whitelist
  }
}

/** A `Domaine`: one DRIMbox enrolled in the exchange. */
export interface WhitelistEntry {
  readonly element: XmlElement
  /** The start tag of the `Domaine`. */
  readonly at: Location
  /** `Identifiant` */
  readonly id: Located<string> | undefined
  /** Host of the WADO-RS service. */
  readonly db: Located<string> | undefined
  /** Host of the viewer. */
  readonly vi: Located<string> | undefined
  /** `Denomination` */
  readonly name: Located<string> | undefined
  /** `DNCertificatOperateur`, as text: CN, OU, O, ST, C. */
  readonly operatorDn: Located<string> | undefined
  /** `DateMAJ` */
  readonly updated: Located<string> | undefined
}

/** The DRIM-M white list, signed by ANS (namespace of the repository `ansforge/DRIM-M_DATA`, format 1.0.0). */
export interface Whitelist extends Artifact {
  readonly kind: 'whitelist'
  readonly source: Source
  /** The root: `ListeBlancheDRIM-M`. */
  readonly element: XmlElement
  readonly entries: readonly WhitelistEntry[]
  /** Every `ds:Signature` of the file: there must be one. */
  readonly signatures: readonly XmlElement[]
}

/** @returns `undefined` for XML that is something else. Child names are read in the namespace of the root. */
export function readWhitelist(document: XmlDocument): Whitelist | undefined {
  const root = document.root
  if (root.local !== 'ListeBlancheDRIM-M') return undefined
  const { namespace } = root
  const text = (element: XmlElement, local: string): Located<string> | undefined =>
    textOf(element.child(namespace, local))
  return {
    kind: 'whitelist',
    at: root.at,
    source: document.source,
    element: root,
    entries: root
      .childrenNamed(namespace, 'ListeDomaines')
      .flatMap(list => list.childrenNamed(namespace, 'Domaine'))
      .map(element => ({
        element,
        at: element.at,
        id: text(element, 'Identifiant'),
        db: text(element, 'db'),
        vi: text(element, 'vi'),
        name: text(element, 'Denomination'),
        operatorDn: text(element, 'DNCertificatOperateur'),
        updated: text(element, 'DateMAJ'),
      })),
    signatures: document.all(DS, 'Signature'),
  }
}
