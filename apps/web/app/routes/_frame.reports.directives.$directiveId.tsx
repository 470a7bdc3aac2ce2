import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { directiveAction, directiveLoader } from '../reports/directive.server.ts'

export { DirectiveScreen as default } from '../reports/directive-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => directiveLoader(args)
export const action = (args: ActionFunctionArgs) => directiveAction(args)
