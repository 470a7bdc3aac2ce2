import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { entryAction, entryLoader } from '../monitoring/entry.server.ts'

export { EntryScreen as default } from '../monitoring/entry-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => entryLoader(args)
export const action = (args: ActionFunctionArgs) => entryAction(args)
