import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** A page or act of the web as a pattern of its address. */
export type Target = { readonly method: 'GET' | 'POST'; readonly route: string }

const linesOf = async (path: string) =>
  (await readFile(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8'))
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))

/** Every page and act of the web, from the table that may miss none. */
export async function webTargets(): Promise<Target[]> {
  const [, ...rows] = await linesOf('apps/web/app/access/role-matrix.txt')
  const targets = new Map<string, Target>()
  for (const row of rows) {
    const [method, route = ''] = row.split(/\s+/)
    // Signing out is no input, and a sign-out in the middle would make everybody after it nobody.
    if (route === '/sign-out' || route === '/(frame)') continue
    targets.set(`${method} ${route}`, {
      method: method === 'POST' ? 'POST' : 'GET',
      route: route === '*' ? '/no-such-page' : route,
    })
  }
  return [...targets.values()]
}

/** Every procedure of monitor, from the table that may miss none. */
export async function procedureNames(): Promise<string[]> {
  const [, ...rows] = await linesOf('apps/monitor/src/role-matrix.txt')
  return rows.map((row) => row.split(/\s+/)[0] ?? '')
}

/** Every page and act of the vault, from its own table. */
export async function vaultTargets(): Promise<string[]> {
  const [, ...rows] = await linesOf('apps/vault/src/role-matrix.txt')
  return rows.map((row) => row.split(/\s+/)[0] ?? '')
}
