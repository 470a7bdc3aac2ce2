import type { LoaderFunctionArgs } from '@remix-run/node'
import { dueLoader } from '../calendar/due.server.ts'

export { DueScreen as default } from '../calendar/due-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => dueLoader(args)
