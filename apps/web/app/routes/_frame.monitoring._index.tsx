import type { LoaderFunctionArgs } from '@remix-run/node'
import { boardLoader } from '../monitoring/board.server.ts'

export { BoardScreen as default } from '../monitoring/board-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => boardLoader(args)
