import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { importAction, importLoader } from '../members/import.server.ts'

export { ImportScreen as default } from '../members/import-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => importLoader(args)
export const action = (args: ActionFunctionArgs) => importAction(args)
