// title: Amoeba lines
// family: closed_contours
// description: Smooth many-lobed outlines nested like growth rings
// dialect: shadertoy
// licence: CC0-1.0
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 col = vec3(0.1, 0.14, 0.18);
    for (int k = 0; k < 12; k++) {
        float fk = float(k), t = iTime * 0.9 + 0.28 * fk;
        vec2 c = (0.35 - 0.03 * fk) * vec2(sin(0.7 * t), cos(0.9 * t));
        vec2 q = uv - c;
        float a = atan(q.y, q.x + 1e-6);
        float shape = 1.0 + 0.18 * sin(3.0 * a + t) + 0.12 * sin(5.0 * a - 1.3 * t) + 0.07 * sin(11.0 * a + 2.0 * t) + 0.03 * sin(23.0 * a);
        float d = length(q) - (1.15 - 0.095 * fk) * shape;
        vec3 ink = mix(vec3(0.9, 0.45, 0.35), vec3(0.95, 0.9, 0.7), 0.5 + 0.5 * sin(1.1 * fk + iTime));
        if (k % 3 == 1) ink = vec3(0.12, 0.4, 0.42);
        col = mix(col, ink, smoothstep(0.01, -0.01, d));
        col = mix(col, ink * 0.3, smoothstep(0.025, 0.008, abs(d)));
    }
    fragColor = vec4(col, 1.0);
}
