import type { ActionFunction, ServerBuild } from '@remix-run/node'

/**
 * The build with every action answering what only a tampered page sends by its status instead of as a fault of ours: 400 for a
 * body that is no form, 409 for a request id that somebody else has used.
 */
export function withLawfulActions(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    const action = route?.module.action
    return [id, action ? { ...route, module: { ...route.module, action: lawful(action) } } : route]
  })
  return { ...build, routes: Object.fromEntries(routes) }
}

export function lawful(action: ActionFunction): ActionFunction {
  return async (args) => {
    const read = args.request.formData.bind(args.request)
    const formData = () =>
      read().catch(() => {
        throw new Response(null, { status: 400 })
      })
    Object.defineProperty(args.request, 'formData', { value: formData })
    try {
      return await action(args)
    } catch (error) {
      // Told by its code: the pages' build holds a class of its own.
      if (error instanceof Error && Reflect.get(error, 'code') === 'request-id-taken')
        throw new Response(null, { status: 409 })
      throw error
    }
  }
}
