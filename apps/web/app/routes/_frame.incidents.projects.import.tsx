import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { projectImportAction, projectImportLoader } from '../incidents/project-import.server.ts'

export { ProjectImportScreen as default } from '../incidents/project-import-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => projectImportLoader(args)
export const action = (args: ActionFunctionArgs) => projectImportAction(args)
