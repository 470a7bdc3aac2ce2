/** One line of the matrix: a route, reading or acting, on one's own or another's, and the answer for each column. */
export type Row = {
  readonly route: string
  readonly method: 'GET' | 'POST'
  /** `own` and `other` where the address names something; `-` where it does not. */
  readonly where: 'own' | 'other' | '-'
  readonly answers: readonly string[]
}

/** A route file's address with its names as `:name`; a route given as an address already comes back as it is. */
export function placeOfRoute(name: string): { readonly route: string; readonly params: readonly string[] } {
  const route = name.startsWith('/') || name === '*' ? name : addressOf(name)
  return { route, params: route === '*' ? ['*'] : [...route.matchAll(/:(\w+)/gu)].map(([, param]) => param ?? '') }
}

function addressOf(file: string): string {
  const bare = file.replace(/\.tsx?$/u, '')
  if (bare === '$') return '*'
  // The frame around the pages, which a browser asks for together with each of them.
  if (bare === '_frame') return '/(frame)'
  // A dot in brackets is a dot of the address; the others part its words.
  const words = bare.replaceAll('[.]', '\u0000').split('.')
  const shown = words
    .filter((word) => !word.startsWith('_'))
    .map((word) => word.replaceAll('\u0000', '.').replace(/_$/u, '').replace(/^\$/u, ':'))
  return `/${shown.join('/')}`
}

/** Reads the table: the first line names the columns, `#` begins a remark. */
export function readMatrix(text: string): { readonly columns: readonly string[]; readonly rows: readonly Row[] } {
  const [head, ...lines] = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))
  const columns = (head ?? '').trim().split(/\s+/u).slice(3)
  const rows = lines.map((line): Row => {
    const [method, route = '', where, ...answers] = line.trim().split(/\s+/u)
    if ((method !== 'GET' && method !== 'POST') || (where !== 'own' && where !== 'other' && where !== '-')) {
      throw new Error(`role-matrix.txt: ${line}`)
    }
    return { method, route, where, answers }
  })
  return { columns, rows }
}

/** A row as it stands in the table. */
export const rowLine = ({ method, route, where, answers }: Row): string =>
  `${method.padEnd(5)}${route.padEnd(52)} ${where.padEnd(6)} ${answers.join(' ')}`

/** The status a browser would get, of an answer or of what was thrown; a fault is thrown on. */
export async function answerStatus(work: () => Promise<unknown>): Promise<string> {
  const answer = await work().catch((thrown: unknown) => {
    if (thrown instanceof Error) throw thrown
    return thrown
  })
  if (answer instanceof Response) return String(answer.status)
  if (typeof answer !== 'object' || answer === null) return '200'
  const init: unknown = 'init' in answer ? answer.init : null
  const status: unknown = typeof init === 'object' && init !== null && 'status' in init ? init.status : null
  return typeof status === 'number' ? String(status) : '200'
}
