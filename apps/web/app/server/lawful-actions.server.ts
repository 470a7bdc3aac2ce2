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

/** An action that answers as above; its request, and each copy of it, throws 400 when its body is read as a form and is none. */
export function lawful(action: ActionFunction): ActionFunction {
  return async (args) => {
    refuseNoForm(args.request)
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

function refuseNoForm(request: Request): Request {
  const [read, copy] = [request.formData.bind(request), request.clone.bind(request)]
  const formData = () =>
    read().catch(() => {
      throw new Response(null, { status: 400 })
    })
  return Object.defineProperties(request, {
    formData: { value: formData },
    clone: { value: () => refuseNoForm(copy()) },
  })
}
