import type { LoaderFunctionArgs } from '@remix-run/node'
import { projectTemplateLoader } from '../incidents/project-import.server.ts'

export const loader = (args: LoaderFunctionArgs) => projectTemplateLoader(args)
