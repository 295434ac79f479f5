// title: Koch folds
// family: ifs_fractal
// description: Nested snowflake outlines that fold open and shut
// dialect: shadertoy
// licence: CC0-1.0
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float spin = 0.25 * iTime, scale = 1.0;
    p = 1.5 * mat2(cos(spin), sin(spin), -sin(spin), cos(spin)) * p;
    p.x = abs(p.x);
    float tilt = 1.0472 + 0.35 * sin(0.9 * iTime);
    vec2 n = vec2(sin(tilt), cos(tilt));
    p.y += 0.2;
    for (int k = 0; k < 6; k++) {
        p *= 2.0; scale *= 2.0;
        p.x -= 1.0;
        p -= n * 2.0 * min(0.0, dot(p, n));
        p.x = abs(p.x) - 0.5;
        p = p.yx * vec2(1.0, -1.0) + vec2(0.25, 0.0);
    }
    float d = length(p - vec2(clamp(p.x, -1.0, 1.0), 0.0)) / scale;
    float bands = 0.5 + 0.5 * sin(70.0 * d - 3.0 * iTime);
    vec3 col = mix(vec3(0.98, 0.97, 0.95), vec3(0.15, 0.5, 0.65), smoothstep(0.3, 0.7, bands) * exp(-2.0 * d));
    col = mix(col, vec3(0.85, 0.2, 0.25), exp(-60.0 * d));
    fragColor = vec4(col * (1.0 - 0.25 * d), 1.0);
}
