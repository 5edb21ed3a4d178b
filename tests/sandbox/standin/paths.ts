/** The named segments when the path fits the pattern; null when it does not. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? '';
    if (segment.startsWith(':')) {
      if (value === '') return null;
      params[segment.slice(1)] = decodeSegment(value);
    } else if (segment !== value) return null;
  }
  return params;
}

/** A path segment the route's pattern promises. */
export function param(
  { params }: { readonly params: Readonly<Record<string, string>> },
  name: string,
): string {
  const value = params[name];
  if (value === undefined) throw new Error(`Route has no :${name}`);
  return value;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
