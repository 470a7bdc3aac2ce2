import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { factsAction, factsLoader } from '../ratings/after/facts.server.ts'

export { FactsScreen as default } from '../ratings/after/facts-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => factsLoader(args)
export const action = (args: ActionFunctionArgs) => factsAction(args)
