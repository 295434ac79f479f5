// title: Blob fountain
// family: raymarch
// description: Glossy green drops merging under a striped sky
// dialect: shadertoy
// licence: CC0-1.0
float scene(vec3 p) {
    float h = 0.0;
    for (int k = 0; k < 5; k++) {
        float a = 1.2566 * float(k) + 0.7 * iTime;
        vec3 c = vec3(1.1 * sin(a), 0.9 * sin(1.7 * a + 0.5 * iTime), 1.1 * cos(1.3 * a));
        h += exp(-3.0 * (length(p - c) - 0.45));
    }
    return -log(h + 1e-5) / 3.0;
}
vec3 sky(vec3 d) {
    float band = 0.5 + 0.5 * sin(14.0 * d.y + 2.0 * d.x);
    return mix(vec3(0.95, 0.9, 0.8), vec3(0.75, 0.3, 0.45), smoothstep(0.3, 0.7, band) * 0.8) * (0.75 + 0.25 * d.y);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 ro = vec3(0.0, 0.0, -4.2), rd = normalize(vec3(uv, 2.0)), col = sky(rd);
    float far = 1.0;
    for (int k = 0; k < 32; k++) { float d = scene(ro + far * rd); far += 0.9 * d; if (d < 0.005 || far > 8.0) break; }
    if (far < 8.0) {
        vec3 p = ro + far * rd, e = vec3(0.02, 0.0, 0.0);
        vec3 n = normalize(vec3(scene(p + e.xyy), scene(p + e.yxy), scene(p + e.yyx)) - scene(p) + 1e-6);
        float rim = pow(clamp(1.0 + dot(rd, n), 0.0, 1.0), 2.0);
        col = vec3(0.12, 0.5, 0.28) * (0.3 + 0.8 * max(dot(n, vec3(0.48, 0.64, -0.6)), 0.0)) + sky(reflect(rd, n)) * (0.15 + 0.6 * rim);
    }
    fragColor = vec4(col, 1.0);
}
