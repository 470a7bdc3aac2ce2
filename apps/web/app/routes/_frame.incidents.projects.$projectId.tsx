import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { projectAction, projectLoader } from '../incidents/forecast.server.ts'

export { ProjectScreen as default } from '../incidents/project-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => projectLoader(args)
export const action = (args: ActionFunctionArgs) => projectAction(args)
