import type { ServerBuild } from '@remix-run/node'
import { matchRoutes } from '@remix-run/react'

type RouteNode = NonNullable<Parameters<typeof matchRoutes>[0]>[number]

/** Gives a function path → route pattern (`/ratings/42.data` → `/ratings/:unitId`), so that logs and metrics hold no ids. */
export function patternOf(routes: ServerBuild['routes']): (path: string) => string {
  const known = Object.values(routes).flatMap((route) => route ?? [])
  const childrenOf = (parentId: string | undefined): RouteNode[] =>
    known.filter((route) => route.parentId === parentId).map(nodeOf)
  const nodeOf = ({ id, path, index }: (typeof known)[number]): RouteNode => {
    const place = { id, ...(path === undefined ? {} : { path }) }
    return index ? { ...place, index: true } : { ...place, children: childrenOf(id) }
  }
  const tree = childrenOf(undefined)

  return (path) => {
    if (!isDecodable(path)) return '/*'
    const page = path === '/_root.data' ? '/' : path.replace(/\.data$/, '')
    const matches = matchRoutes(tree, page) ?? []
    const parts = matches.map(({ route }) => route.path ?? '').filter((part) => part !== '')
    return `/${parts.join('/')}`.replace(/\/{2,}/g, '/')
  }
}

/** The matcher prints an address it cannot decode, and an address may hold a name. */
function isDecodable(path: string): boolean {
  try {
    decodeURI(path)
    return true
  } catch {
    return false
  }
}
