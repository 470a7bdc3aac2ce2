import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FileSettings, readFileSettings } from './file-settings.ts'
import { type FileStore, openFileStore } from './open-file-store.ts'

/** A store in a folder of its own, for tests; gone with `remove`. */
export async function exampleStore(
  changes: Partial<FileSettings> = {},
): Promise<{ store: FileStore; folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'nq15-files-'))
  const settings = readFileSettings({ NQ15_DATA: folder })
  if (!settings.ok) throw new Error(settings.refusal.join())
  const store = await openFileStore({ ...settings.value, ...changes })
  return { store, folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** Bytes as they come over a wire, in small pieces. */
export async function* arriving(bytes: Buffer, step = 10_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step)
}
