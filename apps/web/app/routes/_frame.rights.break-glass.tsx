import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { breakGlassAction, breakGlassLoader } from '../access/break-glass.server.ts'

export { BreakGlassScreen as default } from '../access/break-glass-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => breakGlassLoader(args)
export const action = (args: ActionFunctionArgs) => breakGlassAction(args)
