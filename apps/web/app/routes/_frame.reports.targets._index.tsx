import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { targetsAction, targetsLoader } from '../reports/targets.server.ts'

export { TargetsScreen as default } from '../reports/targets-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => targetsLoader(args)
export const action = (args: ActionFunctionArgs) => targetsAction(args)
