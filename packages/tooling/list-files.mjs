import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const passedBy = new Set(
  'node_modules .git dist build generated .turbo coverage test-results playwright-report .cache'.split(' '),
)

/** Every file of the house as a path from `root` with forward slashes, sorted; what is made by tools is passed by. */
export function listFiles(root) {
  const found = []
  const visit = (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (passedBy.has(entry.name) || entry.name.startsWith('.data')) continue
      if (entry.isDirectory()) visit(path)
      else if (entry.isFile()) found.push(path)
    }
  }
  visit('')
  return found.sort()
}
