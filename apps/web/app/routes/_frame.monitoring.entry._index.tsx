import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { entryBoardAction, entryBoardLoader } from '../monitoring/entry.server.ts'

export { EntryBoardScreen as default } from '../monitoring/entry-board-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => entryBoardLoader(args)
export const action = (args: ActionFunctionArgs) => entryBoardAction(args)
