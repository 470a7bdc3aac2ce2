import { randomBytes } from 'node:crypto'
import { open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeFolder } from './make-folder.ts'
import { checkObjectName, type ListedObject, type ObjectStore } from './object-store.ts'

/** A store in a folder. An object is written beside its place, forced to the disk, then renamed into it. */
export function folderStore(folder: string): ObjectStore {
  const pathOf = (name: string) => join(folder, 'objects', checkObjectName(name))
  return {
    put: async (name, bytes) => {
      const path = pathOf(name)
      const drafts = join(folder, 'incoming')
      await makeFolder(drafts)
      await makeFolder(dirname(path))
      const draft = join(drafts, `${randomBytes(8).toString('hex')}.object`)
      try {
        await writeDurably(draft, bytes())
        await rename(draft, path)
        await syncFolder(dirname(path))
        await syncFolder(join(folder, 'objects'))
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
    },
    open: async (name) => {
      const handle = await open(pathOf(name), 'r').catch(nullIfMissing)
      if (!handle) return null
      const { size } = await handle.stat()
      return {
        size,
        read: async (offset, length) => {
          const buffer = Buffer.alloc(length)
          const { bytesRead } = await handle.read(buffer, 0, length, offset)
          return buffer.subarray(0, bytesRead)
        },
        close: () => handle.close(),
      }
    },
    remove: async (name) => rm(pathOf(name), { force: true }),
    list: () => listFolder(join(folder, 'objects')),
  }
}

/** Writes a stream into a new file and forces it to the disk before answering. */
export async function writeDurably(path: string, bytes: AsyncIterable<Buffer>): Promise<void> {
  const handle = await open(path, 'wx', 0o600)
  try {
    for await (const piece of bytes) await handle.writeFile(piece)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A rename is durable once its folder is. Not every file system lets a folder be forced. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync().catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EINVAL' && error.code !== 'EPERM' && error.code !== 'EISDIR') throw error
    })
  } finally {
    await handle.close()
  }
}

async function* listFolder(folder: string): AsyncGenerator<ListedObject> {
  for (const part of (await readdir(folder).catch(nullIfMissing)) ?? []) {
    if (!/^[0-9a-f]{2}$/u.test(part)) continue
    for (const file of await readdir(join(folder, part))) {
      const facts = await stat(join(folder, part, file)).catch(nullIfMissing)
      if (facts?.isFile()) yield { name: `${part}/${file}`, size: facts.size, changedAt: facts.mtime }
    }
  }
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
