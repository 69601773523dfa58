import type { Location } from '../engine/location.ts'
import { type Directory, DirectoryError } from './directory.ts'

export async function openStored(path: string, _at: Location): Promise<Directory> {
  throw new DirectoryError(`no directory index in ${path}`)
}
