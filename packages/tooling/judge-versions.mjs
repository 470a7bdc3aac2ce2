/** Names every package that two manifests of the house ask for in different versions; `manifests` are by path. */
export function judgeVersions(manifests) {
  const asked = new Map()
  for (const [path, { dependencies = {}, devDependencies = {} }] of Object.entries(manifests)) {
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      asked.set(name, [...(asked.get(name) ?? []), { path, version }])
    }
  }
  return [...asked].flatMap(([name, places]) =>
    new Set(places.map(({ version }) => version)).size === 1
      ? []
      : [
          `${name} is asked for in several versions: ${places.map(({ path, version }) => `${version} in ${path}`).join(', ')}`,
        ],
  )
}
