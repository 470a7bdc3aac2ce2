const dumpingGrounds = new Set(
  'utils util utilities helpers helper common lib libs misc shared types type constants constant consts stuff tools general other'.split(
    ' ',
  ),
)
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*([.][a-z0-9]+(-[a-z0-9]+)*)*$/
const routeSegment = /^(_?[a-z0-9]+(-[a-z0-9]+)*_?|\$[a-zA-Z0-9]*|_index)$/
const code = /[.](ts|tsx|mjs|cjs|css|prisma|sql)$/
const text = /[.](ts|tsx|mjs|cjs|css|prisma|sql|md|json|ya?ml)$|^[.]ci\//
/** A folder that only one machine has; written so that this file does not name itself. */
const machinePath = /(?:^|[^\w.\-/])\/(?:home|Users|root|tmp)\/[\w.-]+/
const topLevel = new Set(['apps', 'packages', 'docs'])
const lineLimit = 400

/**
 * Judges a list of paths by the order of the house and answers every fault as one sentence.
 * `textOf` reads a file; `longFiles` are those that were long before: they may shrink, not grow.
 */
export function judgeRooms({ paths, textOf, house, longFiles }) {
  const linesOf = (path) => textOf(path).split('\n').length - 1
  return [
    ...judgePlaces(paths, house),
    ...judgeDoors(paths, house),
    ...paths.flatMap((path) => judgeName(path, house)),
    ...judgeLengths(paths, linesOf, longFiles),
    ...paths.filter((path) => text.test(path)).flatMap((path) => judgeContent(path, textOf(path))),
  ]
}

function judgePlaces(paths, { rooms, floors }) {
  const faults = []
  const names = rooms.map(({ name }) => name)
  const top = new Set(paths.filter((path) => path.includes('/')).map((path) => path.split('/')[0]))
  for (const folder of top) {
    if (!topLevel.has(folder) && !folder.startsWith('.')) {
      faults.push(`${folder}/ stands at the top; only ${[...topLevel].join(', ')} do`)
    }
  }
  for (const [floor, { folder, besides }] of Object.entries(floors)) {
    const there = roomsUnder(paths, folder)
    for (const name of there) {
      if (!names.includes(name) && !besides.includes(name)) {
        faults.push(`${folder}/${name}/ is no room of the house; the rooms are ${names.join(', ')}`)
      }
      if (
        names.includes(name) &&
        floor !== 'domain' &&
        hasRules(rooms, name) &&
        !roomsUnder(paths, floors.domain.folder).has(name)
      ) {
        faults.push(`${folder}/${name}/ stands on nothing: the room has no floor of rules in ${floors.domain.folder}`)
      }
    }
    for (const { name, stands } of rooms) {
      if (stands.includes(floor) && !there.has(name))
        faults.push(`${folder}/${name}/ is missing: the room stands on this floor`)
    }
  }
  for (const path of paths) {
    const named = /^packages\/db\/(?:prisma\/models\/([^/]+)[.]prisma|seed\/([^/]+)[.]seed[.]ts)$/.exec(path)
    const name = named?.[1] ?? named?.[2]
    // A room of many tables has several files, each under the room's name: organizations-areas.prisma.
    if (name && !names.some((room) => name === room || name.startsWith(`${room}-`)))
      faults.push(`${path} is named after no room; the rooms are ${names.join(', ')}`)
  }
  return faults
}

const hasRules = (rooms, name) => rooms.find((room) => room.name === name)?.stands.includes('domain') ?? false

function roomsUnder(paths, folder) {
  const inside = paths.filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1))
  return new Set(inside.filter((rest) => rest.includes('/')).map((rest) => rest.split('/')[0]))
}

function judgeDoors(paths, { floors }) {
  const there = new Set(paths)
  const missing = (floor, file) =>
    [...roomsUnder(paths, floors[floor].folder)]
      .map((name) => `${floors[floor].folder}/${name}/${file}`)
      .filter((path) => !there.has(path))
      .map((path) => `${path} is missing`)
  const faults = [
    ...missing('domain', 'index.ts'),
    ...missing('domain', 'README.md'),
    ...missing('documents', 'index.ts'),
  ]
  // A door, or the list of the versions of a law.
  const door =
    /^packages\/(domain|documents)\/src\/[^/]+\/index[.]ts$|^packages\/domain\/src\/[^/]+\/rules\/index[.]ts$/
  for (const path of paths) {
    if (/(^|\/)index[.](ts|tsx|mjs|js)$/.test(path) && !door.test(path)) {
      faults.push(`${path} is no door: name the file after what it does`)
    }
  }
  return faults
}

function judgeName(path, { rooms, routeWords }) {
  const inRoutes = /^apps\/web\/app\/routes\/(.+)$/.exec(path)
  if (inRoutes) return judgeRoute(path, inRoutes[1], { rooms, routeWords })
  if (!/^(packages|apps)\/[^/]+\/(src|seed|app|e2e)\//.test(path) && !/^packages\/tooling\//.test(path)) return []
  const faults = []
  const segments = path.split('/').slice(2)
  for (const segment of segments) {
    if (segment === 'README.md') continue
    if (!kebab.test(segment)) faults.push(`${path}: "${segment}" is not kebab-case`)
    const word = segment.split('.')[0]
    const ground = word.split('-').at(-1)
    if (dumpingGrounds.has(word) || ['utils', 'util', 'helpers', 'helper', 'misc'].includes(ground)) {
      if (!path.startsWith('packages/domain/src/shared/')) {
        faults.push(`${path}: "${word}" says nothing; name the file after what it does and put it into its room`)
      }
    }
  }
  return faults
}

function judgeRoute(path, rest, { rooms, routeWords }) {
  const [name] = rest.split('/')
  const segments = name
    .replace(/[.](server[.])?(test[.])?tsx?$/, '')
    .replace(/\[([^\]]*)\]/g, (_, escaped) => escaped.replace(/[^a-z0-9]/g, 'x'))
    .split('.')
  const faults = segments
    .filter((segment) => !routeSegment.test(segment))
    .map((segment) => `${path}: "${segment}" is no segment of a route (kebab-case, $parameter or _layout)`)
  const words = segments.map((segment) => segment.replace(/_$/, ''))
  const [first] = words[0]?.startsWith('_') && words[0] !== '_index' && words.length > 1 ? words.slice(1) : words
  if (!(first in routeWords) && !rooms.some((room) => room.name === first)) {
    faults.push(`${path}: the first word of a route is its room, not "${first}"`)
  }
  return faults
}

function judgeLengths(paths, linesOf, longFiles) {
  const faults = []
  for (const path of paths.filter((path) => code.test(path))) {
    const lines = linesOf(path)
    const allowed = longFiles[path] ?? lineLimit
    if (lines > allowed) {
      faults.push(
        path in longFiles
          ? `${path} has grown to ${lines} lines; it was allowed ${allowed} and may only shrink`
          : `${path} has ${lines} lines; more than ${lineLimit} are two files`,
      )
    }
  }
  for (const path of Object.keys(longFiles)) {
    if (!paths.includes(path) || linesOf(path) <= lineLimit)
      faults.push(`${path} is no longer long: take it off the list`)
  }
  return faults
}

function judgeContent(path, content) {
  const [found] = machinePath.exec(content) ?? []
  return found ? [`${path}: "${found.slice(1)}" is a path of one machine`] : []
}
