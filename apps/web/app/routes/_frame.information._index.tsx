import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { boardAction, boardLoader } from '../information/board.server.ts'

export { BoardScreen as default } from '../information/board-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => boardLoader(args)
export const action = (args: ActionFunctionArgs) => boardAction(args)
