// title: Carpet zoom
// family: ifs_fractal
// description: Endless dive into a coloured Sierpinski carpet
// dialect: shadertoy
// licence: CC0-1.0
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float a = 0.3 * iTime, zoom = exp2(-1.58496 * fract(0.25 * iTime));
    vec2 p = mat2(cos(a), sin(a), -sin(a), cos(a)) * uv * zoom * 0.33 + 0.5;
    p = vec2(0.5) + (p - 0.5) * 0.9 + vec2(0.25, 0.1667);
    vec3 col = vec3(0.93, 0.86, 0.7);
    for (int k = 0; k < 5; k++) {
        p = 3.0 * fract(p);
        vec2 cell = floor(p);
        float hole = max(abs(p.x - 1.5), abs(p.y - 1.5));
        float level = float(k) + 1.0 - fract(0.25 * iTime);
        vec3 ink = 0.5 + 0.45 * sin(vec3(0.4, 1.9, 3.6) + 1.3 * level + 0.6 * iTime);
        col = mix(col, ink, step(hole, 0.5) * (0.9 - 0.1 * float(k)));
        col *= 0.94 + 0.06 * step(0.5, fract(0.5 * (cell.x + cell.y)));
    }
    fragColor = vec4(col, 1.0);
}
