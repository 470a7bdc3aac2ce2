import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { directivesAction, directivesLoader } from '../reports/directives.server.ts'

export { DirectivesScreen as default } from '../reports/directives-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => directivesLoader(args)
export const action = (args: ActionFunctionArgs) => directivesAction(args)
