import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { disciplineAction, disciplineLoader } from '../inspection/discipline.server.ts'

export { DisciplineScreen as default } from '../inspection/discipline-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => disciplineLoader(args)
export const action = (args: ActionFunctionArgs) => disciplineAction(args)
