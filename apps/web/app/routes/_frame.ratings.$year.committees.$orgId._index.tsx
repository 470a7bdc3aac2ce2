import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { boardAction, boardLoader } from '../ratings/board.server.ts'

export { BoardScreen as default } from '../ratings/board-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => boardLoader(args)
export const action = (args: ActionFunctionArgs) => boardAction(args)
