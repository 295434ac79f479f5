// title: Burning ship
// family: escape_time
// description: A zooming look at the burning ship fractal in smoke and flame
// dialect: sandbox
// licence: CC0-1.0
#ifdef GL_ES
precision mediump float;
#endif
uniform float time;
uniform vec2 resolution;
void main() {
    vec2 uv = (2.0 * gl_FragCoord.xy - resolution.xy) / resolution.y;
    float zoom = 0.35 + 0.3 * sin(0.7 * time);
    vec2 c = vec2(uv.x, -uv.y) * (0.2 + zoom * zoom * 2.5) + vec2(-1.755, -0.035) * (1.0 - 0.5 * zoom * zoom);
    vec2 z = vec2(0.0);
    float n = 0.0, near = 9.0;
    for (int k = 0; k < 20; k++) {
        z = abs(z);
        z = vec2(z.x * z.x - z.y * z.y, 2.0 * z.x * z.y) + c;
        if (dot(z, z) > 40.0) break;
        near = min(near, abs(z.y));
        n += 1.0;
    }
    float level = n - log2(log2(dot(z, z) + 2.0));
    vec3 flame = vec3(1.3, 0.75, 0.35) * pow(vec3(clamp(level / 12.0, 0.001, 1.0)), vec3(1.0, 2.0, 4.0));
    vec3 smoke = mix(vec3(0.12, 0.14, 0.25), vec3(0.6, 0.55, 0.6), 0.5 + 0.5 * sin(2.0 * level + time));
    vec3 col = mix(smoke, flame, smoothstep(2.0, 9.0, level));
    if (n > 19.5) col = vec3(0.1, 0.05, 0.06) + 0.5 * sqrt(near) * vec3(0.8, 0.5, 0.3);
    gl_FragColor = vec4(col, 1.0);
}
