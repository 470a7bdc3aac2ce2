import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { targetAction, targetLoader } from '../reports/targets.server.ts'

export { TargetScreen as default } from '../reports/target-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => targetLoader(args)
export const action = (args: ActionFunctionArgs) => targetAction(args)
