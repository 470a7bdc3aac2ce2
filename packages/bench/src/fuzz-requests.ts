import { type Dice, oddNames, oddTexts, strangeId, usualNames } from './fuzz-values.ts'

/** One request as it is sent; `mustRefuse` where any answer but a refusal is a hole. */
export type Shot = {
  readonly door: 'web' | 'monitor' | 'vault'
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | FormData
  readonly mustRefuse?: true
}

/** What the product has shown so far: ids of its records, names of its fields, values of its choices. */
export type Gathered = { readonly ids: Set<string>; readonly names: Set<string>; readonly values: Set<string> }

const most = 1_500

/** Takes from a page what a person who reads its source would try next. */
export function gather({ ids, names, values }: Gathered, html: string): void {
  const take = (into: Set<string>, pattern: RegExp) => {
    for (const [, found = ''] of html.matchAll(pattern)) if (into.size < most) into.add(found)
  }
  take(ids, /([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})/gu)
  take(names, /<(?:input|select|textarea|button)[^>]* name="([^"]{1,60})"/gu)
  take(values, /(?:<option|<input|<button)[^>]* value="([^"]{1,60})"/gu)
}

/** A value that a field might get: one of the product's own, or one that has broken a reader somewhere. */
export function someValue(dice: Dice, gathered: Gathered): string {
  const own = dice.pick([gathered.ids, gathered.values])
  return own.size > 0 && dice.once(2) ? dice.pick([...own]) : dice.pick(oddTexts)
}

const someName = (dice: Dice, { names }: Gathered): string =>
  dice.once(6) ? dice.pick(oddNames) : names.size > 0 && dice.once(2) ? dice.pick([...names]) : dice.pick(usualNames)

/** Some fields, now and then the same one twice. */
function someFields(dice: Dice, gathered: Gathered): [string, string][] {
  const fields: [string, string][] = Array.from({ length: dice.below(9) }, () => [
    someName(dice, gathered),
    someValue(dice, gathered),
  ])
  if (dice.once(2)) fields.push(['requestId', strangeId.slice(0, -6) + String(100_000 + dice.below(899_999))])
  if (dice.once(3) && fields[0]) fields.push(fields[0])
  return fields
}

/** The address of a route with something in the place of each name. */
export function addressOf(dice: Dice, route: string, gathered: Gathered): string {
  const filled = route.replaceAll(/:(\w+)\??/gu, (_, name: string) => {
    if (name === 'year')
      return dice.once(3) ? encodeURIComponent(wellFormed(dice.pick(oddTexts))).slice(0, 600) || 'x' : '2026'
    if (gathered.ids.size > 0 && !dice.once(3)) return dice.pick([...gathered.ids])
    const odd = dice.pick(oddTexts)
    // Signs that stand in an address as they are typed, and the same ones written as the standard asks.
    return /^[\w%.\-']+$/u.test(odd) && dice.once(2)
      ? odd.slice(0, 6_000)
      : encodeURIComponent(wellFormed(odd)).slice(0, 600) || 'x'
  })
  const query = new URLSearchParams(someFields(dice, gathered)).toString().slice(0, 6_000)
  return dice.once(2) ? filled : `${filled}?${query}`
}

/** Half of a pair of UTF-16 can be in a text and not in an address. */
const wellFormed = (text: string) => Buffer.from(text, 'utf8').toString('utf8')

const oddHeaders: readonly Readonly<Record<string, string>>[] = [
  { range: 'bytes=0-' },
  { range: 'bytes=9-1,x' },
  { 'if-none-match': '"x"' },
  { 'accept-language': 'xx-YY;q=9,*' },
  { accept: 'application/json' },
  { 'x-forwarded-for': '10.0.0.1, evil' },
  { 'x-forwarded-host': 'evil.example' },
  { 'content-encoding': 'gzip' },
  { 'x-request-id': "a'b" },
  { 'if-modified-since': 'yesterday' },
]

/** One request to a page or act of the web. */
export function webShot(
  dice: Dice,
  target: { method: 'GET' | 'POST'; route: string },
  at: { cookie: string; origin: string; gathered: Gathered },
): Shot {
  const { cookie, origin, gathered } = at
  const page = addressOf(dice, target.route, gathered)
  const path = dice.once(8) ? asData(dice, page) : page
  const extra = dice.once(6) ? dice.pick(oddHeaders) : {}
  const sent = cookie === '' && dice.once(2) ? 'nq15.session_token=forged.forged' : cookie
  const headers = { ...(sent ? { cookie: sent } : {}), ...extra }
  if (target.method === 'GET' && !dice.once(12))
    return { door: 'web', method: dice.once(15) ? 'HEAD' : 'GET', path, headers }
  const method = dice.once(12) ? dice.pick(['PUT', 'PATCH', 'DELETE', 'OPTIONS']) : 'POST'
  const foreign = method !== 'OPTIONS' && dice.once(20)
  const { type, body } = someBody(dice, gathered)
  return {
    ...{ door: 'web', method, path, body },
    headers: {
      ...headers,
      ...(type ? { 'content-type': type } : {}),
      origin: foreign ? 'https://evil.example' : origin,
    },
    ...(foreign ? { mustRefuse: true } : {}),
  }
}

/** The same page as its data alone, as the script in the browser asks for it. */
function asData(dice: Dice, page: string): string {
  const [path = '/', query = ''] = page.split('?')
  const routes = dice.once(2)
    ? `_routes=${encodeURIComponent(dice.pick(['root', 'routes/_frame', 'x', '../x', '']))}`
    : ''
  return `${path === '/' ? '/_root' : path}.data?${[query, routes].filter(Boolean).join('&')}`
}

/** A body of any kind a browser or a script can send, whole or broken. */
function someBody(dice: Dice, gathered: Gathered): { readonly type: string; readonly body: string | FormData } {
  const fields = someFields(dice, gathered)
  switch (dice.below(9)) {
    case 0:
      return {
        type: 'application/json',
        body: dice.pick(['{"a":', 'null', '[]', '"x"', '', '{"__proto__":{"x":1}}', '[[[[[[[[']),
      }
    case 1:
      return { type: 'application/json', body: JSON.stringify(Object.fromEntries(fields)) }
    case 2:
      return {
        type: 'multipart/form-data; boundary=x',
        body: dice.pick([
          '--x\r\nbroken',
          '--x--',
          '',
          '--x\r\ncontent-disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\nPK',
        ]),
      }
    case 3:
    case 4: {
      const form = new FormData()
      for (const [name, value] of fields) form.append(name, value)
      const content = dice.pick([
        'PK\u0003\u0004',
        '%PDF-1.7',
        'a;b\n1;2',
        '',
        '\u0000'.repeat(2_000),
        '{"type":"FeatureCollection"}',
      ])
      form.append(
        'file',
        new Blob([content]),
        dice.pick(['a.xlsx', 'a.csv', 'a.pdf', '../a.docx', 'a.exe', `${'a'.repeat(300)}.json`]),
      )
      return { type: '', body: form }
    }
    case 5:
      return { type: 'text/plain', body: dice.pick(oddTexts) }
    default:
      return { type: 'application/x-www-form-urlencoded', body: new URLSearchParams(fields).toString() }
  }
}

/** Something of any shape, three floors deep at most. */
function someJson(dice: Dice, gathered: Gathered, depth = 0): unknown {
  switch (dice.below(depth > 2 ? 4 : 7)) {
    case 0:
      return dice.pick([null, true, false, 0, -1, 1e21, 2026, 0.1])
    case 1:
    case 2:
    case 3:
      return someValue(dice, gathered)
    case 4:
      return Array.from({ length: dice.below(4) }, () => someJson(dice, gathered, depth + 1))
    default:
      return Object.fromEntries(someFields(dice, gathered).map(([name]) => [name, someJson(dice, gathered, depth + 1)]))
  }
}

/** One call of a procedure of monitor, or of its open service. */
export function monitorShot(
  dice: Dice,
  procedure: string,
  { cookie, gathered }: { cookie: string; gathered: Gathered },
): Shot {
  const json = JSON.stringify(someJson(dice, gathered)).slice(0, 200_000)
  const read = `?input=${encodeURIComponent(wellFormed(json)).slice(0, 6_000)}`
  if (dice.once(8)) {
    const path = `/api/v1/${dice.pick(['', 'openapi.json', 'docs', 'aggregates/counts', procedure.replace('.', '/')])}`
    const key = dice.pick(['', 'Bearer x', 'Bearer nq15_x_y', 'Basic eDp4', `Bearer ${'a'.repeat(3_000)}`])
    return {
      door: 'monitor',
      method: dice.pick(['GET', 'POST', 'DELETE']),
      path: path + read,
      headers: key ? { authorization: key } : {},
    }
  }
  const headers = cookie ? { cookie } : {}
  const name = dice.once(10) ? `${procedure},${procedure}` : procedure
  if (dice.once(2))
    return { door: 'monitor', method: 'GET', path: `/trpc/${name}${read}${dice.once(4) ? '&batch=1' : ''}`, headers }
  const browser = dice.once(15)
  return {
    ...{ door: 'monitor', method: 'POST', path: `/trpc/${name}`, body: dice.once(6) ? json.slice(0, -1) : json },
    headers: { ...headers, 'content-type': 'application/json', ...(browser ? { origin: 'https://evil.example' } : {}) },
    ...(browser ? { mustRefuse: true } : {}),
  }
}

/** One look at the vault, or one act. */
export function vaultShot(
  dice: Dice,
  what: string,
  { cookie, gathered }: { cookie: string; gathered: Gathered },
): Shot {
  const headers = cookie ? { cookie } : {}
  if (what.startsWith('/')) return { door: 'vault', method: 'GET', path: addressOf(dice, what, gathered), headers }
  const given = someJson(dice, gathered)
  const command = { ...(typeof given === 'object' ? given : {}), ...(dice.once(5) ? {} : { act: what }) }
  return { door: 'vault', method: 'POST', path: '/act', headers, body: JSON.stringify(command) }
}
