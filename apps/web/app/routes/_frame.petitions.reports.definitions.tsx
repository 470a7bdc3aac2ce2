import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { definitionAction, definitionLoader } from '../petitions/definition.server.ts'

export { DefinitionScreen as default } from '../petitions/definition-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => definitionLoader(args)
export const action = (args: ActionFunctionArgs) => definitionAction(args)
