import type { Site } from '../../src/artifacts/site.ts'
import type { Located } from '../../src/engine/location.ts'

/** DNS names do not tell case apart, and a final dot only says that the name is complete. */
export const hostKey = (name: string): string => name.trim().toLowerCase().replace(/\.$/, '')

/** Every address of the configuration that dmplint.yaml gives; those that are no URL are left out. */
export function urlsOf(site: Site): readonly (Located<string> & { readonly url: URL })[] {
  const written = [
    ...(site.dmp?.endpoint ? [site.dmp.endpoint] : []),
    ...site.proxies.flatMap(({ urls }) => urls),
    ...site.systems.flatMap(({ urls }) => urls),
  ]
  return written.flatMap(one => {
    const text = one.value.trim()
    return URL.canParse(text) ? [{ ...one, url: new URL(text) }] : []
  })
}
