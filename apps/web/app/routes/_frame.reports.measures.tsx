import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { measuresAction, measuresLoader } from '../reports/measures.server.ts'

export { MeasuresScreen as default } from '../reports/measures-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => measuresLoader(args)
export const action = (args: ActionFunctionArgs) => measuresAction(args)
