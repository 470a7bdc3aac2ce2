import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { papersAction, papersLoader } from '../reports/papers.server.ts'

export { PapersScreen as default } from '../reports/papers-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => papersLoader(args)
export const action = (args: ActionFunctionArgs) => papersAction(args)
