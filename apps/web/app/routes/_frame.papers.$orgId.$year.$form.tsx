import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { paperAction, paperLoader } from '../reports/paper.server.ts'

export { PaperScreen as default } from '../reports/paper-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => paperLoader(args)
export const action = (args: ActionFunctionArgs) => paperAction(args)
